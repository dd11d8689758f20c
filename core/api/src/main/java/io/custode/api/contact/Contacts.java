// SPDX-License-Identifier: Apache-2.0
package io.custode.api.contact;

import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Contacts of the bound tenant; unbound, a technician reads those of all tenants he sees and
 * changes none.
 */
@ProviderType
public interface Contacts {
  Optional<Contact> get(ContactId id);

  /**
   * Ordered by name, then id.
   *
   * @param text part of name, e-mail address or telephone, any case; empty for all
   */
  Page<Contact> find(String text, PageRequest page);

  /**
   * @throws io.custode.api.error.Invalid if no tenant is bound or a field breaks its rule
   * @throws io.custode.api.error.NotFound if the site is none of the tenant's
   * @throws io.custode.api.error.Conflict {@code email-used} if another contact has that address
   */
  Contact create(NewContact contact);

  /**
   * @throws io.custode.api.error.NotFound if there is none in the bound tenant, or no such site
   * @throws io.custode.api.error.Conflict if the revision is not the current one, or {@code
   *     email-used}
   */
  Contact change(ContactId id, ContactChange change);

  /**
   * Removes him; what he lent comes loose from him.
   *
   * @throws io.custode.api.error.NotFound if there is none in the bound tenant
   */
  void remove(ContactId id);
}
