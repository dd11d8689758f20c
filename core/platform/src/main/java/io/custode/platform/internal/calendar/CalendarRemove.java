// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.calendar;

import io.custode.api.access.RequiresPermission;
import io.custode.api.calendar.CalendarId;
import io.custode.api.calendar.Calendars;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Done;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Remove a calendar. */
@Component(service = Command.class)
@CommandName(value = "msp.calendar-remove", description = "Remove a calendar")
@RequiresPermission("core.calendar.write")
@Risk(RiskClass.DANGEROUS)
public final class CalendarRemove implements Command<CalendarRemove.Input, Done> {
  /** Which. */
  public record Input(@Doc("The calendar") CalendarId calendar) {}

  private final Calendars calendars;

  @Activate
  public CalendarRemove(@Reference Calendars calendars) {
    this.calendars = calendars;
  }

  @Override
  public Done execute(Input in, CommandContext context) {
    calendars.remove(in.calendar());
    return new Done("The calendar is gone.");
  }
}
