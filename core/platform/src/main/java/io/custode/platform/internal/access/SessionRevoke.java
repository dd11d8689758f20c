// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.RequiresPermission;
import io.custode.api.access.SessionId;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Done;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.error.Invalid;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** End browser sessions. */
@Component(service = Command.class)
@CommandName(
    value = "msp.session-revoke",
    description = "End one browser session, or all of a user")
@RequiresPermission("core.self.manage")
@Risk(RiskClass.CHANGE)
public final class SessionRevoke implements Command<SessionRevoke.Input, Done> {
  /** What is asked for. */
  public record Input(
      @Doc("Id of the session, see msp:session-list") @Nullable SessionId id,
      @Doc("Instead: all sessions of this user; yours by your own name") @Nullable String allOf) {}

  private final Sessions sessions;

  @Activate
  public SessionRevoke(@Reference Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public Done execute(Input in, CommandContext context) {
    if ((in.id() == null) == (in.allOf() == null)) {
      throw Invalid.field("id, allOf", "must be one of the two");
    }
    if (in.id() != null) {
      sessions.end(in.id());
      return new Done("The session has ended.");
    }
    return new Done(sessions.endAll(in.allOf()) + " sessions have ended.");
  }
}
