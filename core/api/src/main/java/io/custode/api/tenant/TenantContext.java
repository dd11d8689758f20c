// SPDX-License-Identifier: Apache-2.0
package io.custode.api.tenant;

import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.annotation.versioning.ProviderType;

/** Binds work to one tenant, or to the provider. There is no other way to bind. */
@ProviderType
public interface TenantContext {
  /**
   * @return the tenant bound on this thread
   */
  Optional<TenantId> current();

  /**
   * Runs work bound to a tenant, and unbinds it whatever happens. Calls nest.
   *
   * @throws io.custode.api.error.NotFound if the current principal does not see that tenant
   * @throws IllegalStateException inside a transaction bound to another tenant
   */
  <T> T in(TenantId tenant, Supplier<T> work);

  /**
   * Runs work bound to the provider: it reaches tables of its own schema that are {@code
   * ProviderWide}, and no tenant's. Unbinds it whatever happens.
   *
   * @throws IllegalStateException inside a transaction bound to a tenant
   */
  <T> T asProvider(Supplier<T> work);

  /** Like {@link #in(TenantId, Supplier)} for work without a result. */
  default void run(TenantId tenant, Runnable work) {
    in(
        tenant,
        () -> {
          work.run();
          return true;
        });
  }
}
