// SPDX-License-Identifier: Apache-2.0
package io.custode.api.calendar;

import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Calendars of the bound tenant, or of all tenants that the caller sees, and always those of the
 * provider. Who is bound to a tenant changes that tenant's; who is not changes the provider's, for
 * which he needs {@code core.calendar.provide} besides. Not to be called in an open transaction.
 */
@ProviderType
public interface Calendars {
  Optional<Calendar> get(CalendarId id);

  /** The provider's first, then the tenants', each ordered by name, then id. */
  Page<Calendar> find(PageRequest page);

  /**
   * @throws io.custode.api.error.NotFound if there is none that the caller sees
   */
  Timetable timetable(CalendarId id);

  /**
   * @throws io.custode.api.error.Invalid naming every rule that is broken
   * @throws io.custode.api.error.Conflict if the owner has one of this name
   * @throws io.custode.api.error.Forbidden for a calendar of the provider without the permission
   */
  Calendar create(NewCalendar calendar);

  /**
   * @throws io.custode.api.error.NotFound if the owner has none such
   * @throws io.custode.api.error.Conflict if the revision is not the current one, or the name used
   * @throws io.custode.api.error.Invalid naming every rule that is broken
   * @throws io.custode.api.error.Forbidden for a calendar of the provider without the permission
   */
  Calendar change(CalendarId id, CalendarChange change);

  /**
   * @throws io.custode.api.error.NotFound if the owner has none such
   * @throws io.custode.api.error.Forbidden for a calendar of the provider without the permission
   * @throws io.custode.api.error.Conflict {@code calendar-used} naming what refers to it
   */
  void remove(CalendarId id);
}
