// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.calendar;

import io.custode.api.access.RequiresPermission;
import io.custode.api.calendar.Calendar;
import io.custode.api.calendar.Calendars;
import io.custode.api.command.Columns;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.page.Page;
import io.custode.platform.internal.command.Listing;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** List the calendars you see. */
@Component(service = Command.class)
@CommandName(value = "msp.calendar-list", description = "List the calendars you see")
@Columns({"id", "name", "tenant"})
@RequiresPermission("core.calendar.read")
@Risk(RiskClass.READ)
public final class CalendarList implements Command<CalendarList.Input, Page<Calendar>> {
  /** Which page. */
  public record Input(
      @Doc(Listing.LIMIT) @Nullable Integer limit, @Doc(Listing.CURSOR) @Nullable String cursor) {}

  private final Calendars calendars;

  @Activate
  public CalendarList(@Reference Calendars calendars) {
    this.calendars = calendars;
  }

  @Override
  public Page<Calendar> execute(Input in, CommandContext context) {
    return calendars.find(Listing.page(in.limit(), in.cursor()));
  }
}
