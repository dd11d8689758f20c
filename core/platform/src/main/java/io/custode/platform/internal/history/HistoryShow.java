// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.history;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Columns;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.history.History;
import io.custode.api.history.HistoryEntry;
import io.custode.api.history.HistoryKind;
import io.custode.api.page.Page;
import io.custode.platform.internal.command.Listing;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Show who changed what of a thing, newest first. */
@Component(service = Command.class)
@CommandName(
    value = "msp.history-show",
    description = "Show who changed what of an asset, site, tenant or contact, newest first")
@Columns({"at", "actor", "verb", "changes"})
@RequiresPermission("core.history.read")
@Risk(RiskClass.READ)
public final class HistoryShow implements Command<HistoryShow.Input, Page<HistoryEntry>> {
  /** Of what. */
  public record Input(
      @Doc("What it is") HistoryKind kind,
      @Doc("Its id") String id,
      @Doc(Listing.LIMIT) @Nullable Integer limit,
      @Doc(Listing.CURSOR) @Nullable String cursor) {}

  private final History history;

  @Activate
  public HistoryShow(@Reference History history) {
    this.history = history;
  }

  @Override
  public Page<HistoryEntry> execute(Input in, CommandContext context) {
    return history.of(in.kind(), in.id(), Listing.page(in.limit(), in.cursor()));
  }
}
