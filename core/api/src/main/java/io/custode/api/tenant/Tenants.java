// SPDX-License-Identifier: Apache-2.0
package io.custode.api.tenant;

import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The tenants that the caller sees. */
@ProviderType
public interface Tenants {
  Optional<Tenant> get(TenantId id);

  /**
   * @param text part of the name, any case; empty for all
   */
  Page<Tenant> find(String text, PageRequest page);

  /**
   * The creator sees the new tenant at once, as does every technician who sees all tenants.
   *
   * @throws io.custode.api.error.Invalid if the name is empty, too long or holds control characters
   * @throws io.custode.api.error.Conflict if the name is used
   */
  Tenant create(NewTenant tenant);

  /**
   * @throws io.custode.api.error.NotFound if the caller does not see it
   * @throws io.custode.api.error.Conflict if the revision is not the current one, or the name is
   *     used
   */
  Tenant change(TenantId id, TenantChange change);
}
