// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.calendar;

import io.custode.api.access.RequiresPermission;
import io.custode.api.calendar.CalendarAnswer;
import io.custode.api.calendar.CalendarId;
import io.custode.api.calendar.Calendars;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Ask a calendar what it says of a time. */
@Component(service = Command.class)
@CommandName(value = "msp.calendar-check", description = "Ask a calendar what it says of a time")
@RequiresPermission("core.calendar.read")
@Risk(RiskClass.READ)
public final class CalendarCheck implements Command<CalendarCheck.Input, CalendarAnswer> {
  /** What to ask. */
  public record Input(
      @Doc("The calendar") CalendarId calendar,
      @Doc("When; default: now") @Nullable Instant at,
      @Doc("Working time from then, PT8H: when has it passed?") @Nullable Duration add,
      @Doc("How much working time is it to then?") @Nullable Instant until) {}

  private final Calendars calendars;

  @Activate
  public CalendarCheck(@Reference Calendars calendars) {
    this.calendars = calendars;
  }

  @Override
  public CalendarAnswer execute(Input in, CommandContext context) {
    var at = in.at();
    return CalendarAnswer.of(
        calendars.timetable(in.calendar()), at == null ? Instant.now() : at, in.add(), in.until());
  }
}
