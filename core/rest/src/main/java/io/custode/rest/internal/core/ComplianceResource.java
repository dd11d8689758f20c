// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.asset.AssetId;
import io.custode.api.command.Doc;
import io.custode.api.compliance.Compliance;
import io.custode.api.compliance.ComplianceEntry;
import io.custode.api.compliance.ComplianceItem;
import io.custode.api.compliance.ComplianceQuery;
import io.custode.api.compliance.ComplianceState;
import io.custode.api.compliance.ComplianceSummary;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import java.time.Instant;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** How assets of the bound tenant, or of all that the caller sees, stand to what is looked at. */
@Component(service = ComplianceResource.class)
@JaxrsResource
@Path("compliance")
public final class ComplianceResource {
  private final Compliance compliance;

  @Activate
  public ComplianceResource(@Reference Compliance compliance) {
    this.compliance = compliance;
  }

  @GET
  @Doc("How assets stand, now or at a past time")
  @RequiresPermission("core.compliance.read")
  public Page<ComplianceEntry> find(
      @QueryParam("asset") @Nullable AssetId asset,
      @QueryParam("item") @Nullable String item,
      @QueryParam("state") @Nullable ComplianceState state,
      @QueryParam("at") @Nullable Instant at,
      @Context PageRequest page) {
    return compliance.find(new ComplianceQuery(asset, item, state, at), page);
  }

  @GET
  @Path("items")
  @Doc("What is looked at, by id")
  @RequiresPermission("core.compliance.read")
  public Page<ComplianceItem> items() {
    return new Page<>(compliance.items(), null);
  }

  @GET
  @Path("summary")
  @Doc("How many assets stand how, by tenant and item, now or at a past time")
  @RequiresPermission("core.compliance.read")
  public Page<ComplianceSummary> summary(
      @QueryParam("at") @Nullable Instant at, @Context PageRequest page) {
    return compliance.summary(at, page);
  }

  @GET
  @Path("assets/{asset}/items/{item}/history")
  @Doc("All that was ever said of an asset and an item, newest first")
  @RequiresPermission("core.compliance.read")
  public Page<ComplianceEntry> history(
      @PathParam("asset") AssetId asset,
      @PathParam("item") String item,
      @Context PageRequest page) {
    return compliance.history(asset, item, page);
  }

  @POST
  @Path("assets/{asset}/check")
  @Doc("Ask all sources about an asset now")
  @RequiresPermission("core.compliance.check")
  public Page<ComplianceEntry> check(@PathParam("asset") AssetId asset) {
    return new Page<>(compliance.check(asset), null);
  }
}
