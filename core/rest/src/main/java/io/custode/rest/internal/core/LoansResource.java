// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.asset.Asset;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.AssetState;
import io.custode.api.asset.Loan;
import io.custode.api.asset.Loans;
import io.custode.api.asset.NewLoan;
import io.custode.api.command.Doc;
import io.custode.api.error.NotFound;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import java.time.LocalDate;
import javax.ws.rs.DELETE;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Who has which asset on loan. */
@Component(service = LoansResource.class)
@JaxrsResource
@Path("loans")
public final class LoansResource {
  private final Loans loans;

  @Activate
  public LoansResource(@Reference Loans loans) {
    this.loans = loans;
  }

  @GET
  @Doc("Loans, those that are due soonest first")
  @RequiresPermission("core.asset.read")
  public Page<Loan> find(
      @QueryParam("dueBy") @Nullable LocalDate dueBy, @Context PageRequest page) {
    return loans.find(dueBy, page);
  }

  @GET
  @Path("{asset}")
  @Doc("Who has an asset")
  @RequiresPermission("core.asset.read")
  public Loan get(@PathParam("asset") AssetId asset) {
    return loans.get(asset).orElseThrow(() -> new NotFound("loan of asset", asset));
  }

  @PUT
  @Path("{asset}")
  @Doc("Lend an asset of the tenant of the path, or change to whom and until when")
  @RequiresPermission("core.asset.write")
  public Loan lend(@PathParam("asset") AssetId asset, NewLoan body) {
    return loans.lend(asset, body);
  }

  @DELETE
  @Path("{asset}")
  @Doc("End the loan")
  @RequiresPermission("core.asset.write")
  public Asset giveBack(
      @PathParam("asset") AssetId asset, @QueryParam("to") @DefaultValue("STOCK") AssetState to) {
    return loans.giveBack(asset, to);
  }
}
