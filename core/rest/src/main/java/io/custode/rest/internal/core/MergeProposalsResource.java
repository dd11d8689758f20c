// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.asset.Asset;
import io.custode.api.asset.MergeProposal;
import io.custode.api.asset.MergeProposals;
import io.custode.api.asset.ProposalId;
import io.custode.api.command.Doc;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Assets that may be the same machine. */
@Component(service = MergeProposalsResource.class)
@JaxrsResource
@Path("merge-proposals")
public final class MergeProposalsResource {
  private final MergeProposals proposals;

  @Activate
  public MergeProposalsResource(@Reference MergeProposals proposals) {
    this.proposals = proposals;
  }

  @GET
  @Doc("Proposals, open ones first")
  @RequiresPermission("core.asset.read")
  public Page<MergeProposal> find(@Context PageRequest page) {
    return proposals.find(page);
  }

  @POST
  @Path("{id}/merge")
  @Doc("Make them one asset")
  @RequiresPermission("core.asset.write")
  public Asset merge(@PathParam("id") ProposalId id) {
    return proposals.merge(id);
  }

  @POST
  @Path("{id}/reject")
  @Doc("Leave them two assets")
  @RequiresPermission("core.asset.write")
  public void reject(@PathParam("id") ProposalId id) {
    proposals.reject(id);
  }

  @POST
  @Path("{id}/unmerge")
  @Doc("Take the merge apart: they are two again")
  @RequiresPermission("core.asset.write")
  public Asset unmerge(@PathParam("id") ProposalId id) {
    return proposals.unmerge(id);
  }
}
