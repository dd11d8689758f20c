// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.calendar;

import io.custode.api.access.RequiresPermission;
import io.custode.api.calendar.Calendar;
import io.custode.api.calendar.CalendarChange;
import io.custode.api.calendar.CalendarId;
import io.custode.api.calendar.CalendarRules;
import io.custode.api.calendar.Calendars;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.error.NotFound;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Change a calendar: of each kind of rule, what is given replaces all there were. */
@Component(service = Command.class)
@CommandName(
    value = "msp.calendar-change",
    description = "Change a calendar; of each kind of rule, what is given replaces all there were")
@RequiresPermission("core.calendar.write")
@Risk(RiskClass.CHANGE)
public final class CalendarAlter implements Command<CalendarAlter.Input, Calendar> {
  private static final String NONE = "none";

  /** What to change; a list or the holidays become empty by 'none'. */
  public record Input(
      @Doc("The calendar") CalendarId calendar,
      @Doc("Its new name") @Nullable String name,
      @Doc("Time zone, Europe/Rome") @Nullable String zone,
      @Doc(RuleText.HOURS + ", or none") @Nullable List<String> hours,
      @Doc("Whose public holidays close it: it, it/32, de/by, or none") @Nullable String holidays,
      @Doc(RuleText.FEAST + ", or none") @Nullable List<String> feast,
      @Doc(RuleText.EXTRA_DAY + ", or none") @Nullable List<String> extraDay,
      @Doc(RuleText.WINDOW + ", or none") @Nullable List<String> window,
      @Doc(RuleText.FREEZE + ", or none") @Nullable List<String> freeze,
      @Doc("Revision that was read; default: as it is now") @Nullable Long revision) {}

  private final Calendars calendars;

  @Activate
  public CalendarAlter(@Reference Calendars calendars) {
    this.calendars = calendars;
  }

  @Override
  public Calendar execute(Input in, CommandContext context) {
    var now =
        calendars.get(in.calendar()).orElseThrow(() -> new NotFound("calendar", in.calendar()));
    var read = in.revision() == null ? now.revision() : in.revision();
    return calendars.change(
        in.calendar(), new CalendarChange(in.name(), rules(in, now.rules()), read));
  }

  private static CalendarRules rules(Input in, CalendarRules now) {
    var given =
        RuleText.rules(
            in.zone() == null ? now.zone().getId() : in.zone(),
            lines(in.hours()),
            NONE.equals(in.holidays()) ? null : in.holidays(),
            lines(in.feast()),
            lines(in.extraDay()),
            lines(in.window()),
            lines(in.freeze()));
    return new CalendarRules(
        given.zone(),
        in.hours() == null ? now.hours() : given.hours(),
        in.holidays() == null ? now.holidays() : given.holidays(),
        in.feast() == null ? now.feasts() : given.feasts(),
        in.extraDay() == null ? now.extraDays() : given.extraDays(),
        in.window() == null ? now.windows() : given.windows(),
        in.freeze() == null ? now.freezes() : given.freezes());
  }

  private static List<String> lines(@Nullable List<String> given) {
    return given == null || given.equals(List.of(NONE)) ? List.of() : given;
  }
}
