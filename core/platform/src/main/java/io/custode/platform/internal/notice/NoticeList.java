// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Columns;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.notice.NoticeInfo;
import io.custode.api.notice.NoticeQuery;
import io.custode.api.notice.NoticeRuleId;
import io.custode.api.notice.NoticeState;
import io.custode.api.notice.Notices;
import io.custode.api.page.Page;
import io.custode.platform.internal.command.Listing;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** List notices and how far they are, newest first. */
@Component(service = Command.class)
@CommandName(
    value = "msp.notice-list",
    description = "List notices and how far they are, newest first")
@Columns({"id", "state", "subject", "attempts", "reason", "rule"})
@RequiresPermission("core.notice.read")
@Risk(RiskClass.READ)
public final class NoticeList implements Command<NoticeList.Input, Page<NoticeInfo>> {
  /** Which. */
  public record Input(
      @Doc("In this state") @Nullable NoticeState state,
      @Doc("Of this rule") @Nullable NoticeRuleId rule,
      @Doc(Listing.LIMIT) @Nullable Integer limit,
      @Doc(Listing.CURSOR) @Nullable String cursor) {}

  private final Notices notices;

  @Activate
  public NoticeList(@Reference Notices notices) {
    this.notices = notices;
  }

  @Override
  public Page<NoticeInfo> execute(Input in, CommandContext context) {
    return notices.find(
        new NoticeQuery(in.state(), in.rule()), Listing.page(in.limit(), in.cursor()));
  }
}
