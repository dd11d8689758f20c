// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.tenant;

import io.custode.api.error.NotFound;
import io.custode.api.tenant.TenantRemoved;
import io.custode.spi.event.EventListener;
import io.custode.spi.event.ListensTo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sweeps up behind those who heard of a tenant after it was removed; until then the platform sees
 * it, so that they can be told.
 */
@Component
@ListensTo(TenantRemoved.class)
public final class RemovedTenants implements EventListener<TenantRemoved> {
  private static final Logger LOG = LoggerFactory.getLogger(RemovedTenants.class);

  private final TenantRemoval removal;

  @Activate
  public RemovedTenants(@Reference TenantRemoval removal) {
    this.removal = removal;
  }

  @Override
  public void on(TenantRemoved event) {
    try {
      removal.forget(event.tenant());
    } catch (NotFound e) {
      LOG.debug("Tenant {} was swept up before", event.tenant(), e);
    }
  }
}
