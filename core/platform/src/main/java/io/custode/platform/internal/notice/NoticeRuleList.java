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
import io.custode.api.notice.NoticeRule;
import io.custode.api.notice.NoticeRules;
import io.custode.api.page.Page;
import io.custode.platform.internal.command.Listing;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** List who is told of what. */
@Component(service = Command.class)
@CommandName(value = "msp.notice-rule-list", description = "List who is told of what")
@Columns({"id", "name", "kinds", "severity", "channel", "target", "failures", "pausedUntil"})
@RequiresPermission("core.notice.read")
@Risk(RiskClass.READ)
public final class NoticeRuleList implements Command<NoticeRuleList.Input, Page<NoticeRule>> {
  /** Which page. */
  public record Input(
      @Doc(Listing.LIMIT) @Nullable Integer limit, @Doc(Listing.CURSOR) @Nullable String cursor) {}

  private final NoticeRules rules;

  @Activate
  public NoticeRuleList(@Reference NoticeRules rules) {
    this.rules = rules;
  }

  @Override
  public Page<NoticeRule> execute(Input in, CommandContext context) {
    return rules.find(Listing.page(in.limit(), in.cursor()));
  }
}
