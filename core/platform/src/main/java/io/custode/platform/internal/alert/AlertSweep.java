// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.alert;

import io.custode.api.alert.AlertQuery;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.TenantStore;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Looks at what became of alerts by the clock: what is expected now, and which flood is over. */
@Component(service = AlertSweep.class)
public final class AlertSweep {
  private final TenantStore store;
  private final JpaAlerts alerts;
  private final JpaSuppressions suppressions;
  private final InstantSource clock;

  @Activate
  public AlertSweep(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference JpaAlerts alerts,
      @Reference JpaSuppressions suppressions) {
    this(store, alerts, suppressions, InstantSource.system());
  }

  AlertSweep(
      TenantStore store, JpaAlerts alerts, JpaSuppressions suppressions, InstantSource clock) {
    this.store = store;
    this.alerts = alerts;
    this.suppressions = suppressions;
    this.clock = clock;
  }

  /**
   * Looks anew at what of the bound tenant is expected now, and whether a flood is over.
   *
   * @return how many alerts changed
   */
  int sweep() {
    var expected = suppressions.now(clock.instant());
    int changed = 0;
    @Nullable String cursor = null;
    do {
      var page =
          alerts.find(
              new AlertQuery(
                  null, null, null, null, true, expected.isNothing() ? true : null, null),
              new PageRequest(PageRequest.MAX, cursor));
      for (var alert : page.items()) {
        boolean covers = expected.covers(alert.asset(), alert.kind());
        if (covers != alert.suppressed() && alerts.suppress(alert.id(), covers)) {
          changed++;
        }
      }
      cursor = page.next();
    } while (cursor != null);
    return changed + endFloods();
  }

  private int endFloods() {
    var query = new AlertQuery(null, JpaAlerts.FLOOD, null, null, true, null, null);
    int ended = 0;
    for (var flood : alerts.find(query, PageRequest.first(PageRequest.MAX)).items()) {
      long left = store.read(em -> AlertTable.count(em, flood.key()));
      if (left < alerts.most() * 4L / 5) {
        alerts.resolve(JpaAlerts.FLOOD, null, flood.key());
        ended++;
      }
    }
    return ended;
  }

  /**
   * @return tenants in which there may be something to sweep, of those that the viewer sees
   */
  List<TenantId> toSweep() {
    var tenantsOf = new TreeSet<>(suppressions.tenants(clock.instant()));
    store
        .read(
            em ->
                em.createQuery(
                        "select distinct a.tenant from AlertFleetEntity a where a.ended = :active"
                            + " and (a.suppressed = :yes or a.kind = :flood)",
                        String.class)
                    .setParameter("active", AlertRow.ACTIVE)
                    .setParameter("yes", true)
                    .setParameter("flood", JpaAlerts.FLOOD)
                    .getResultList())
        .forEach(tenantsOf::add);
    return tenantsOf.stream().map(TenantId::of).toList();
  }
}
