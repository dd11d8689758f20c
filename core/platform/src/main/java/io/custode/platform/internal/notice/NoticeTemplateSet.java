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
import io.custode.api.notice.NoticeWords;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Set the words of a kind of notices in a language. */
@Component(service = Command.class)
@CommandName(
    value = "msp.notice-template-set",
    description = "Set the words of a kind of notices in a language")
@RequiresPermission("core.notice.write")
@Risk(RiskClass.CHANGE)
public final class NoticeTemplateSet implements Command<NoticeTemplateSet.Input, NoticeTemplate> {
  /** Of which notices. */
  public record Input(
      @Doc("Kind of notices, core.alert-raised; all: those without words of their own") String kind,
      @Doc("en or it") String language,
      @Doc("Mustache of the subject, one line") String subject,
      @Doc("Mustache of the text") String text) {}

  private final NoticeTemplates templates;

  @Activate
  public NoticeTemplateSet(@Reference NoticeTemplates templates) {
    this.templates = templates;
  }

  @Override
  public NoticeTemplate execute(Input in, CommandContext context) {
    return templates.set(in.kind(), in.language(), new NoticeWords(in.subject(), in.text()));
  }
}
