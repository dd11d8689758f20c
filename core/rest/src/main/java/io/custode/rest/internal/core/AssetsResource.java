// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.asset.Asset;
import io.custode.api.asset.AssetChange;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.AssetKind;
import io.custode.api.asset.AssetQuery;
import io.custode.api.asset.AssetState;
import io.custode.api.asset.Assets;
import io.custode.api.asset.Inventory;
import io.custode.api.asset.NewAsset;
import io.custode.api.command.Doc;
import io.custode.api.error.NotFound;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.SiteId;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Assets of the bound tenant, or of all that the caller sees. */
@Component(service = AssetsResource.class)
@JaxrsResource
@Path("assets")
public final class AssetsResource {
  private final Assets assets;

  @Activate
  public AssetsResource(@Reference Assets assets) {
    this.assets = assets;
  }

  @GET
  @Doc("Assets, by name")
  @RequiresPermission("core.asset.read")
  public Page<Asset> find(
      @QueryParam("text") @Nullable String text,
      @QueryParam("kind") @Nullable AssetKind kind,
      @QueryParam("state") @Nullable AssetState state,
      @QueryParam("site") @Nullable SiteId site,
      @QueryParam("online") @Nullable Boolean online,
      @Context PageRequest page) {
    return assets.find(new AssetQuery(text, kind, state, site, online), page);
  }

  @GET
  @Path("{id}")
  @Doc("An asset")
  @RequiresPermission("core.asset.read")
  public Asset get(@PathParam("id") AssetId id) {
    return assets.get(id).orElseThrow(() -> new NotFound("asset", id));
  }

  @POST
  @Doc("Register an asset in the tenant of the path")
  @RequiresPermission("core.asset.write")
  public Response register(NewAsset body, @Context UriInfo uri) {
    var asset = assets.register(body);
    return Created.at(uri, asset.id(), asset);
  }

  @PATCH
  @Path("{id}")
  @Doc("Change an asset; what is null stays")
  @RequiresPermission("core.asset.write")
  public Asset change(@PathParam("id") AssetId id, AssetChange body) {
    return assets.change(id, body);
  }

  @GET
  @Path("{id}/inventory")
  @Doc("What the machine last said it is")
  @RequiresPermission("core.asset.read")
  public Inventory inventory(@PathParam("id") AssetId id) {
    return assets.inventory(id).orElseThrow(() -> new NotFound("inventory of asset", id));
  }
}
