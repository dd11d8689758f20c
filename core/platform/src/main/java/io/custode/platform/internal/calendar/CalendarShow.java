// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.calendar;

import io.custode.api.access.RequiresPermission;
import io.custode.api.calendar.Calendar;
import io.custode.api.calendar.CalendarId;
import io.custode.api.calendar.Calendars;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.error.NotFound;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Show a calendar and its rules. */
@Component(service = Command.class)
@CommandName(value = "msp.calendar-show", description = "Show a calendar and its rules")
@RequiresPermission("core.calendar.read")
@Risk(RiskClass.READ)
public final class CalendarShow implements Command<CalendarShow.Input, Calendar> {
  /** Which. */
  public record Input(@Doc("The calendar") CalendarId calendar) {}

  private final Calendars calendars;

  @Activate
  public CalendarShow(@Reference Calendars calendars) {
    this.calendars = calendars;
  }

  @Override
  public Calendar execute(Input in, CommandContext context) {
    return calendars.get(in.calendar()).orElseThrow(() -> new NotFound("calendar", in.calendar()));
  }
}
