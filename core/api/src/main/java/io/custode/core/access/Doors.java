// SPDX-License-Identifier: Apache-2.0
package io.custode.core.access;

import io.custode.api.access.Principal;
import io.custode.api.tenant.TenantId;
import java.util.Set;
import java.util.function.Supplier;
import org.osgi.annotation.versioning.ProviderType;

/** Becoming somebody for the length of a call. */
@ProviderType
public interface Doors {
  /**
   * Runs work as somebody, with no tenant bound, and becomes nobody again whatever happens. A
   * contact is bound to his tenant.
   *
   * @param door {@code rest}, {@code shell}, {@code agent} or {@code system}; shows in the audit
   */
  <T> T as(Principal principal, String door, Supplier<T> work);

  /**
   * @return the platform itself as one of its parts; sees every tenant, may do everything
   */
  Principal system(String part);

  /**
   * @return whether that principal sees the tenant now; cheap enough for every event of a stream
   */
  boolean sees(Principal principal, TenantId tenant);

  /**
   * @return the tenants that the principal sees now; of a contact, his own
   */
  Set<TenantId> seenBy(Principal principal);
}
