// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import io.custode.api.access.RequiresPermission;
import io.custode.api.asset.Asset;
import io.custode.api.asset.MergeProposals;
import io.custode.api.asset.ProposalId;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Take a merge of two assets apart. */
@Component(service = Command.class)
@CommandName(value = "msp.merge-proposal-unmerge", description = "Take a merge of two assets apart")
@RequiresPermission("core.asset.write")
@Risk(RiskClass.CHANGE)
public final class ProposalUnmerge implements Command<ProposalUnmerge.Input, Asset> {
  /** Which. */
  public record Input(@Doc("The proposal that was merged") ProposalId proposal) {}

  private final MergeProposals proposals;

  @Activate
  public ProposalUnmerge(@Reference MergeProposals proposals) {
    this.proposals = proposals;
  }

  @Override
  public Asset execute(Input in, CommandContext context) {
    return proposals.unmerge(in.proposal());
  }
}
