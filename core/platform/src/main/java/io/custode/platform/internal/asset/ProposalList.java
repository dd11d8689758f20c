// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import io.custode.api.access.RequiresPermission;
import io.custode.api.asset.MergeProposal;
import io.custode.api.asset.MergeProposals;
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

/** List assets of a tenant that may be one machine. */
@Component(service = Command.class)
@CommandName(
    value = "msp.merge-proposal-list",
    description = "List assets of a tenant that may be one machine")
@Columns({"id", "asset", "other", "state"})
@RequiresPermission("core.asset.read")
@Risk(RiskClass.READ)
public final class ProposalList implements Command<ProposalList.Input, Page<MergeProposal>> {
  /** Which page. */
  public record Input(
      @Doc(Listing.LIMIT) @Nullable Integer limit, @Doc(Listing.CURSOR) @Nullable String cursor) {}

  private final MergeProposals proposals;

  @Activate
  public ProposalList(@Reference MergeProposals proposals) {
    this.proposals = proposals;
  }

  @Override
  public Page<MergeProposal> execute(Input in, CommandContext context) {
    return proposals.find(Listing.page(in.limit(), in.cursor()));
  }
}
