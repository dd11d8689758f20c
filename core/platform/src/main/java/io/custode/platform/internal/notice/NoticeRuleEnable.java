// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.notice.NoticeRule;
import io.custode.api.notice.NoticeRuleId;
import io.custode.api.notice.NoticeRules;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Switch a rule on. */
@Component(service = Command.class)
@CommandName(value = "msp.notice-rule-enable", description = "Switch a rule on")
@RequiresPermission("core.notice.write")
@Risk(RiskClass.CHANGE)
public final class NoticeRuleEnable implements Command<NoticeRuleEnable.Input, NoticeRule> {
  /** Which. */
  public record Input(@Doc("The rule") NoticeRuleId rule) {}

  private final NoticeRules rules;

  @Activate
  public NoticeRuleEnable(@Reference NoticeRules rules) {
    this.rules = rules;
  }

  @Override
  public NoticeRule execute(Input in, CommandContext context) {
    return rules.enable(in.rule(), true);
  }
}
