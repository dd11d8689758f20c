// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.calendar;

import io.custode.api.access.RequiresPermission;
import io.custode.api.calendar.Calendar;
import io.custode.api.calendar.Calendars;
import io.custode.api.calendar.NewCalendar;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Create a calendar of the tenant, or of the provider if none is named. */
@Component(service = Command.class)
@CommandName(
    value = "msp.calendar-add",
    description = "Create a calendar of the tenant, or of the provider if none is named")
@RequiresPermission("core.calendar.write")
@Risk(RiskClass.CHANGE)
public final class CalendarAdd implements Command<CalendarAdd.Input, Calendar> {
  /** The rules as people type them. */
  public record Input(
      @Doc("Name, 1 to 200 characters") String name,
      @Doc("Time zone, Europe/Rome") String zone,
      @Doc(RuleText.HOURS) @Nullable List<String> hours,
      @Doc("Whose public holidays close it: it, it/32, de/by") @Nullable String holidays,
      @Doc(RuleText.FEAST) @Nullable List<String> feast,
      @Doc(RuleText.EXTRA_DAY) @Nullable List<String> extraDay,
      @Doc(RuleText.WINDOW) @Nullable List<String> window,
      @Doc(RuleText.FREEZE) @Nullable List<String> freeze) {}

  private final Calendars calendars;

  @Activate
  public CalendarAdd(@Reference Calendars calendars) {
    this.calendars = calendars;
  }

  @Override
  public Calendar execute(Input in, CommandContext context) {
    var rules =
        RuleText.rules(
            in.zone(),
            in.hours(),
            in.holidays(),
            in.feast(),
            in.extraDay(),
            in.window(),
            in.freeze());
    return calendars.create(new NewCalendar(in.name(), rules));
  }
}
