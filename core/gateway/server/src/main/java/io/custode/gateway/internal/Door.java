// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal;

import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.core.access.Doors;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Work that agents cause runs as the platform's gateway, since agents are no users. */
@Component(service = Door.class)
public final class Door {
  private final Doors doors;
  private final TenantContext tenants;

  @Activate
  public Door(@Reference Doors doors, @Reference TenantContext tenants) {
    this.doors = doors;
    this.tenants = tenants;
  }

  /** Bound to one tenant. */
  public <T> T in(TenantId tenant, Supplier<T> work) {
    return everywhere(() -> tenants.in(tenant, work));
  }

  /** Bound to one tenant, without a result. */
  public void run(TenantId tenant, Runnable work) {
    in(
        tenant,
        () -> {
          work.run();
          return true;
        });
  }

  /** Over all tenants: fleet views and tables of the provider. */
  public <T> T everywhere(Supplier<T> work) {
    return doors.as(doors.system("gateway"), "agent", work);
  }
}
