// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.event;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tell a listener an event again that it could not take. */
@Component(service = Command.class)
@CommandName(
    value = "msp.stuck-event-replay",
    description = "Tell a listener an event again that it could not take")
@RequiresPermission(StuckEvents.DECIDE)
@Risk(RiskClass.CHANGE)
public final class StuckEventReplay
    implements Command<StuckEventReplay.Input, StuckEvents.StuckEvent> {
  /** Which. */
  public record Input(@Doc("Id as msp:stuck-event-list shows it") String id) {}

  private final StuckEvents stuck;

  @Activate
  public StuckEventReplay(@Reference StuckEvents stuck) {
    this.stuck = stuck;
  }

  @Override
  public StuckEvents.StuckEvent execute(Input in, CommandContext context) {
    return stuck.replay(in.id());
  }
}
