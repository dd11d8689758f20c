// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.agreement;

import io.custode.api.calendar.CalendarId;
import io.custode.api.tenant.TenantId;
import io.custode.core.access.Doors;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.calendar.CalendarUse;
import io.custode.platform.internal.rule.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Agreements that promise something in the open hours of a calendar. */
@Component
public final class AgreementCalendars implements CalendarUse {
  private static final int FEW = 5;

  private final TenantStore store;
  private final Doors doors;

  @Activate
  public AgreementCalendars(
      @Reference(target = "(custode.schema=core)") TenantStore store, @Reference Doors doors) {
    this.store = store;
    this.doors = doors;
  }

  @Override
  public List<String> of(CalendarId calendar, @Nullable TenantId tenant) {
    return tenant == null
        ? doors.as(
            doors.system("calendars"), "system", () -> using("AgreementFleetEntity", calendar))
        : using("AgreementEntity", calendar);
  }

  private List<String> using(String rows, CalendarId calendar) {
    return store.read(
        em ->
            em.createQuery(
                    "select a.id from " + rows + " a where a.sla like :id escape '!'", String.class)
                .setParameter("id", Text.contains(calendar.value()))
                .setMaxResults(FEW)
                .getResultStream()
                .map(id -> "agreement/" + id)
                .toList());
  }
}
