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
import io.custode.api.notice.NoticeRuleId;
import io.custode.api.notice.NoticeRules;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Remove a rule, with the notices that wait for it. */
@Component(service = Command.class)
@CommandName(
    value = "msp.notice-rule-remove",
    description = "Remove a rule, with the notices that wait for it")
@RequiresPermission("core.notice.write")
@Risk(RiskClass.DANGEROUS)
public final class NoticeRuleRemove implements Command<NoticeRuleRemove.Input, Done> {
  /** Which. */
  public record Input(@Doc("The rule") NoticeRuleId rule) {}

  private final NoticeRules rules;

  @Activate
  public NoticeRuleRemove(@Reference NoticeRules rules) {
    this.rules = rules;
  }

  @Override
  public Done execute(Input in, CommandContext context) {
    rules.remove(in.rule());
    return new Done("Rule " + in.rule() + " removed.");
  }
}
