// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.notice.NoticeTemplate;
import io.custode.api.notice.NoticeTemplates;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Go back to the words that would count without. */
@Component(service = Command.class)
@CommandName(
    value = "msp.notice-template-reset",
    description = "Go back to the words that would count without")
@RequiresPermission("core.notice.write")
@Risk(RiskClass.CHANGE)
public final class NoticeTemplateReset
    implements Command<NoticeTemplateReset.Input, NoticeTemplate> {
  /** Of which notices. */
  public record Input(
      @Doc("Kind of notices, core.alert-raised; all: those without words of their own") String kind,
      @Doc("en or it") String language) {}

  private final NoticeTemplates templates;

  @Activate
  public NoticeTemplateReset(@Reference NoticeTemplates templates) {
    this.templates = templates;
  }

  @Override
  public NoticeTemplate execute(Input in, CommandContext context) {
    return templates.reset(in.kind(), in.language());
  }
}
