// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Done;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.error.Invalid;
import io.custode.api.notice.NoticeId;
import io.custode.api.notice.NoticeRuleId;
import io.custode.api.notice.Notices;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Try parked notices again: one, or all of a rule. */
@Component(service = Command.class)
@CommandName(
    value = "msp.notice-replay",
    description = "Try parked notices again: one, or all of a rule")
@RequiresPermission("core.notice.write")
@Risk(RiskClass.CHANGE)
public final class NoticeReplay implements Command<NoticeReplay.Input, Done> {
  /** Which. */
  public record Input(
      @Doc("The notice") @Nullable NoticeId notice,
      @Doc("All that are parked of this rule") @Nullable NoticeRuleId rule) {}

  private final Notices notices;

  @Activate
  public NoticeReplay(@Reference Notices notices) {
    this.notices = notices;
  }

  @Override
  public Done execute(Input in, CommandContext context) {
    if (in.rule() != null && in.notice() == null) {
      return new Done(notices.replay(in.rule()) + " notices are tried again.");
    }
    if (in.notice() == null || in.rule() != null) {
      throw Invalid.field("notice", "or rule must be there, and not both");
    }
    return new Done("'" + notices.replay(in.notice()).subject() + "' is tried again.");
  }
}
