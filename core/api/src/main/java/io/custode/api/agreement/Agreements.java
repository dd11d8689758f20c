// SPDX-License-Identifier: Apache-2.0
package io.custode.api.agreement;

import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Agreements with the bound tenant; unbound, a technician reads those of all tenants that he sees
 * and changes none. Two of one kind with one tenant are never in force on the same day, so that it
 * is clear which applies; of different kinds they may be. None is removed: it ends.
 */
@ProviderType
public interface Agreements {
  Optional<Agreement> get(AgreementId id);

  /** By first day, then id. */
  Page<Agreement> find(AgreementQuery query, PageRequest page);

  /**
   * @throws io.custode.api.error.Invalid if no tenant is bound or a field breaks its rule
   * @throws io.custode.api.error.NotFound if the tenant knows no such calendar
   * @throws io.custode.api.error.Conflict {@code agreements-overlap} if one of the same kind is in
   *     force on one of its days
   */
  Agreement create(NewAgreement agreement);

  /**
   * @throws io.custode.api.error.NotFound if there is none in the bound tenant
   * @throws io.custode.api.error.Conflict if the revision is not the current one; else as {@link
   *     #create}
   */
  Agreement change(AgreementId id, AgreementChange change);
}
