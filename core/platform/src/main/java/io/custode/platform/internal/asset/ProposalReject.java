// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import io.custode.api.access.RequiresPermission;
import io.custode.api.asset.MergeProposals;
import io.custode.api.asset.ProposalId;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Done;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keep two assets apart. */
@Component(service = Command.class)
@CommandName(value = "msp.merge-proposal-reject", description = "Keep two assets apart")
@RequiresPermission("core.asset.write")
@Risk(RiskClass.CHANGE)
public final class ProposalReject implements Command<ProposalReject.Input, Done> {
  /** Which. */
  public record Input(@Doc("The proposal") ProposalId proposal) {}

  private final MergeProposals proposals;

  @Activate
  public ProposalReject(@Reference MergeProposals proposals) {
    this.proposals = proposals;
  }

  @Override
  public Done execute(Input in, CommandContext context) {
    proposals.reject(in.proposal());
    return new Done("The two assets stay apart.");
  }
}
