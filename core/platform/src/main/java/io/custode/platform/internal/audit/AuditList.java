// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.audit;

import io.custode.api.access.RequiresPermission;
import io.custode.api.audit.Audit;
import io.custode.api.audit.AuditEntry;
import io.custode.api.audit.AuditQuery;
import io.custode.api.command.Columns;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.page.Page;
import io.custode.platform.internal.command.Listing;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Read the audit, newest first. */
@Component(service = Command.class)
@CommandName(value = "msp.audit-list", description = "Read the audit, newest first")
@Columns({"at", "actor", "door", "outcome", "verb", "target"})
@RequiresPermission("core.audit.read")
@Risk(RiskClass.READ)
public final class AuditList implements Command<AuditList.Input, Page<AuditEntry>> {
  /** What to list. */
  public record Input(
      @Doc("Done by this user") @Nullable String actor,
      @Doc("Of this verb, core.asset.register") @Nullable String verb,
      @Doc("On this target, asset/<id>") @Nullable String target,
      @Doc(Listing.LIMIT) @Nullable Integer limit,
      @Doc(Listing.CURSOR) @Nullable String cursor) {}

  private final Audit audit;

  @Activate
  public AuditList(@Reference Audit audit) {
    this.audit = audit;
  }

  @Override
  public Page<AuditEntry> execute(Input in, CommandContext context) {
    return audit.find(
        new AuditQuery(in.actor(), in.verb(), in.target()), Listing.page(in.limit(), in.cursor()));
  }
}
