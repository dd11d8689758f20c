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
import io.custode.api.notice.NoticeTemplate;
import io.custode.api.notice.NoticeTemplates;
import io.custode.api.page.Page;
import io.custode.platform.internal.command.Listing;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** List the words of notices. */
@Component(service = Command.class)
@CommandName(
    value = "msp.notice-template-list",
    description = "List the words of notices: the platform's own, and those set in their place")
@Columns({"kind", "language", "builtIn", "subject"})
@RequiresPermission("core.notice.read")
@Risk(RiskClass.READ)
public final class NoticeTemplateList
    implements Command<NoticeTemplateList.Input, Page<NoticeTemplate>> {
  /** Which page. */
  public record Input(
      @Doc(Listing.LIMIT) @Nullable Integer limit, @Doc(Listing.CURSOR) @Nullable String cursor) {}

  private final NoticeTemplates templates;

  @Activate
  public NoticeTemplateList(@Reference NoticeTemplates templates) {
    this.templates = templates;
  }

  @Override
  public Page<NoticeTemplate> execute(Input in, CommandContext context) {
    return templates.find(Listing.page(in.limit(), in.cursor()));
  }
}
