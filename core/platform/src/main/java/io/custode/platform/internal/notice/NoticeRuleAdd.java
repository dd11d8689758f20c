// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import io.custode.api.access.RequiresPermission;
import io.custode.api.alert.Severity;
import io.custode.api.calendar.CalendarId;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.group.GroupId;
import io.custode.api.notice.NewNoticeRule;
import io.custode.api.notice.NoticeRule;
import io.custode.api.notice.NoticeRules;
import io.custode.api.secret.SecretName;
import io.custode.api.tenant.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Say who is told of what. */
@Component(service = Command.class)
@CommandName(value = "msp.notice-rule-add", description = "Say who is told of what")
@RequiresPermission("core.notice.write")
@Risk(RiskClass.CHANGE)
public final class NoticeRuleAdd implements Command<NoticeRuleAdd.Input, NoticeRule> {
  /** Who, and of what. */
  public record Input(
      @Doc("Name, 1 to 200 characters") String name,
      @Doc("Kinds of notices, core.alert-raised; none: all") @Nullable List<String> kinds,
      @Doc("That bad, or worse") @Nullable Severity severity,
      @Doc("About this tenant only") @Nullable TenantId about,
      @Doc("About assets in this group only") @Nullable GroupId group,
      @Doc("How: mail, webhook, console") String channel,
      @Doc("Where to: an address, a URL; - for the console") String target,
      @Doc("Secret that a webhook is signed with, core.webhook-helpdesk")
          @Nullable SecretName secret,
      @Doc("en or it; default: the provider's") @Nullable String language,
      @Doc("Outside the open hours of this calendar only critical ones go")
          @Nullable CalendarId quietOutside) {}

  private final NoticeRules rules;

  @Activate
  public NoticeRuleAdd(@Reference NoticeRules rules) {
    this.rules = rules;
  }

  @Override
  public NoticeRule execute(Input in, CommandContext context) {
    return rules.create(
        new NewNoticeRule(
            in.name(),
            in.kinds(),
            in.severity(),
            in.about(),
            in.group(),
            in.channel(),
            in.target(),
            in.secret(),
            in.language(),
            in.quietOutside()));
  }
}
