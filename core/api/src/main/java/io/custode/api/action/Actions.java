// SPDX-License-Identifier: Apache-2.0
package io.custode.api.action;

import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Actions of the bound tenant; unbound, a technician reads those of all tenants he sees and
 * requests none.
 */
@ProviderType
public interface Actions {
  Optional<Action> get(ActionId id);

  /** Newest first. */
  Page<Action> find(ActionQuery query, PageRequest page);

  /**
   * Queues it; it is safe from then on.
   *
   * @throws io.custode.api.error.Invalid if a field breaks its rule
   * @throws io.custode.api.error.NotFound if the asset is not in the bound tenant
   * @throws io.custode.api.error.Conflict if the asset has no agent
   */
  Action request(NewAction action);

  /**
   * Cancels what has not started.
   *
   * @throws io.custode.api.error.Conflict if it runs or has ended
   */
  Action cancel(ActionId id);
}
