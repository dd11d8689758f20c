// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.asset.AssetId;
import io.custode.api.command.Doc;
import io.custode.api.error.NotFound;
import io.custode.api.group.GroupId;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.policy.EffectivePolicy;
import io.custode.api.policy.Policies;
import io.custode.api.policy.Policy;
import io.custode.api.policy.PolicyChange;
import io.custode.api.policy.PolicyLevel;
import io.custode.api.policy.PolicyQuery;
import io.custode.api.policy.PolicyTarget;
import io.custode.api.policy.PolicyVersion;
import io.custode.api.tenant.SiteId;
import io.custode.api.tenant.TenantContext;
import javax.ws.rs.DELETE;
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

/**
 * Policies: of the site, group or asset that the query names; without one of the tenant of the
 * path, or of the provider.
 */
@Component(service = PoliciesResource.class)
@JaxrsResource
@Path("policies")
public final class PoliciesResource {
  private final Policies policies;
  private final TenantContext tenants;

  @Activate
  public PoliciesResource(@Reference Policies policies, @Reference TenantContext tenants) {
    this.policies = policies;
    this.tenants = tenants;
  }

  private PolicyTarget target(
      @Nullable SiteId site, @Nullable GroupId group, @Nullable AssetId asset) {
    return PolicyTarget.named(site, group, asset)
        .orElse(tenants.current().isPresent() ? PolicyTarget.TENANT : PolicyTarget.PROVIDER);
  }

  @GET
  @Doc("What is set: the provider's first, then the tenants'")
  @RequiresPermission("core.policy.read")
  public Page<Policy> find(
      @QueryParam("type") @Nullable String type,
      @QueryParam("level") @Nullable PolicyLevel level,
      @Context PageRequest page) {
    return policies.find(new PolicyQuery(type, level), page);
  }

  @GET
  @Path("{type}")
  @Doc("What is set for a target")
  @RequiresPermission("core.policy.read")
  public Policy get(
      @PathParam("type") String type,
      @QueryParam("site") @Nullable SiteId site,
      @QueryParam("group") @Nullable GroupId group,
      @QueryParam("asset") @Nullable AssetId asset) {
    var target = target(site, group, asset);
    return policies.get(type, target).orElseThrow(() -> new NotFound("policy for", target));
  }

  @PUT
  @Path("{type}")
  @Doc("Set what is set for a target, all of it")
  @RequiresPermission("core.policy.write")
  public Policy set(
      @PathParam("type") String type,
      @QueryParam("site") @Nullable SiteId site,
      @QueryParam("group") @Nullable GroupId group,
      @QueryParam("asset") @Nullable AssetId asset,
      PolicyChange body) {
    return policies.set(type, target(site, group, asset), body);
  }

  @DELETE
  @Path("{type}")
  @Doc("Clear what is set for a target, so that all is inherited")
  @RequiresPermission("core.policy.write")
  public void clear(
      @PathParam("type") String type,
      @QueryParam("site") @Nullable SiteId site,
      @QueryParam("group") @Nullable GroupId group,
      @QueryParam("asset") @Nullable AssetId asset,
      @QueryParam("revision") long revision) {
    policies.clear(type, target(site, group, asset), revision);
  }

  @GET
  @Path("{type}/effective")
  @Doc("What applies to a target, and where each value comes from")
  @RequiresPermission("core.policy.read")
  public EffectivePolicy explain(
      @PathParam("type") String type,
      @QueryParam("site") @Nullable SiteId site,
      @QueryParam("group") @Nullable GroupId group,
      @QueryParam("asset") @Nullable AssetId asset) {
    return policies.explain(type, target(site, group, asset));
  }

  @GET
  @Path("{type}/versions")
  @Doc("What was ever set for a target, newest first")
  @RequiresPermission("core.policy.read")
  public Page<PolicyVersion> history(
      @PathParam("type") String type,
      @QueryParam("site") @Nullable SiteId site,
      @QueryParam("group") @Nullable GroupId group,
      @QueryParam("asset") @Nullable AssetId asset,
      @Context PageRequest page) {
    return policies.history(type, target(site, group, asset), page);
  }
}
