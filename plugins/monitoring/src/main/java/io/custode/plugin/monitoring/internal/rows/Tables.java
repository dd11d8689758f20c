// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.rows;

import io.custode.api.tenant.TenantContext;
import io.custode.persistence.TenantStore;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.persistence.EntityManager;

/** The plugin's tables, bound to the provider. */
public final class Tables {
  private final TenantStore store;
  private final TenantContext tenants;

  public Tables(TenantStore store, TenantContext tenants) {
    this.store = store;
    this.tenants = tenants;
  }

  <T> T read(Function<EntityManager, T> work) {
    return tenants.asProvider(() -> store.read(work));
  }

  <T> T write(Function<EntityManager, T> work) {
    return tenants.asProvider(() -> store.write(work));
  }

  void change(Consumer<EntityManager> work) {
    write(
        em -> {
          work.accept(em);
          return true;
        });
  }
}
