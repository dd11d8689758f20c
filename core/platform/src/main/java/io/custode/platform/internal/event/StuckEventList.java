// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.event;

import io.custode.api.access.RequiresPermission;
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

/** List the events that a listener could not take. */
@Component(service = Command.class)
@CommandName(
    value = "msp.stuck-event-list",
    description = "List the events that a listener could not take")
@Columns({"id", "type", "listener", "attempts", "reason"})
@RequiresPermission(StuckEvents.READ)
@Risk(RiskClass.READ)
public final class StuckEventList
    implements Command<StuckEventList.Input, Page<StuckEvents.StuckEvent>> {
  /** Which page. */
  public record Input(
      @Doc(Listing.LIMIT) @Nullable Integer limit, @Doc(Listing.CURSOR) @Nullable String cursor) {}

  private final StuckEvents stuck;

  @Activate
  public StuckEventList(@Reference StuckEvents stuck) {
    this.stuck = stuck;
  }

  @Override
  public Page<StuckEvents.StuckEvent> execute(Input in, CommandContext context) {
    return stuck.find(Listing.page(in.limit(), in.cursor()));
  }
}
