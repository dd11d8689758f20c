// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.asset.Asset;
import io.custode.api.asset.AssetChange;
import io.custode.api.asset.AssetCondition;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.AssetKind;
import io.custode.api.asset.AssetOrder;
import io.custode.api.asset.AssetQuery;
import io.custode.api.asset.AssetState;
import io.custode.api.asset.Assets;
import io.custode.api.asset.Inventory;
import io.custode.api.asset.NewAsset;
import io.custode.api.command.Doc;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.json.Json;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.SiteId;
import io.custode.api.tenant.Sites;
import io.custode.api.tenant.Tenants;
import io.custode.core.json.JsonMapping;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.StreamingOutput;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Assets of the bound tenant, or of all that the caller sees. */
@Component(service = AssetsResource.class)
@JaxrsResource
@Path("assets")
public final class AssetsResource {
  private static final String WHERE =
      "More conditions as JSON: [{\"field\":\"OS\",\"operator\":\"CONTAINS\",\"value\":\"debian\"}]";

  private final Assets assets;
  private final Tenants tenants;
  private final Sites sites;
  private final JsonMapping json;

  @Activate
  public AssetsResource(
      @Reference Assets assets,
      @Reference Tenants tenants,
      @Reference Sites sites,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) JsonMapping json) {
    this.assets = assets;
    this.tenants = tenants;
    this.sites = sites;
    this.json = json;
  }

  @GET
  @Doc("Assets, by name or in the order that sort says")
  @RequiresPermission("core.asset.read")
  public Page<Asset> find(
      @QueryParam("text") @Nullable String text,
      @QueryParam("kind") @Nullable AssetKind kind,
      @QueryParam("state") @Nullable AssetState state,
      @QueryParam("site") @Nullable SiteId site,
      @QueryParam("online") @Nullable Boolean online,
      @Doc(WHERE) @QueryParam("where") @Nullable String where,
      @QueryParam("sort") AssetOrder.@Nullable By sort,
      @QueryParam("descending") @Nullable Boolean descending,
      @Context PageRequest page) {
    var query = new AssetQuery(text, kind, state, site, online, conditions(where));
    return assets.find(query, order(sort, descending), page);
  }

  @GET
  @Path("assets.csv")
  @Produces("text/csv")
  @Doc("The same as a CSV file of at most 100,000 rows")
  @RequiresPermission("core.asset.read")
  public Response table(
      @QueryParam("text") @Nullable String text,
      @QueryParam("kind") @Nullable AssetKind kind,
      @QueryParam("state") @Nullable AssetState state,
      @QueryParam("site") @Nullable SiteId site,
      @QueryParam("online") @Nullable Boolean online,
      @Doc(WHERE) @QueryParam("where") @Nullable String where,
      @QueryParam("sort") AssetOrder.@Nullable By sort,
      @QueryParam("descending") @Nullable Boolean descending) {
    var query = new AssetQuery(text, kind, state, site, online, conditions(where));
    var order = order(sort, descending);
    // what is wrong with them is told before the file begins
    assets.find(query, order, PageRequest.first(1));
    var table = new AssetTable(assets, tenants, sites);
    StreamingOutput file = out -> table.write(query, order, out);
    return Response.ok(file, "text/csv;charset=UTF-8")
        .header("Content-Disposition", "attachment; filename=\"assets.csv\"")
        .build();
  }

  private List<AssetCondition> conditions(@Nullable String where) {
    if (where == null || where.isBlank()) {
      return List.of();
    }
    try {
      AssetCondition[] conditions = json.read(new Json(where), AssetCondition[].class);
      if (conditions != null && Arrays.stream(conditions).noneMatch(Objects::isNull)) {
        return List.of(conditions);
      }
    } catch (Invalid e) {
      throw new Invalid(
          e.violations().stream()
              .map(
                  v -> new Invalid.Violation(v.field().replaceFirst("^[^\\[]*", "where"), v.rule()))
              .toList());
    }
    throw Invalid.field("where", "must be a list of conditions");
  }

  private static AssetOrder order(AssetOrder.@Nullable By sort, @Nullable Boolean descending) {
    return new AssetOrder(
        Objects.requireNonNullElse(sort, AssetOrder.By.NAME), Boolean.TRUE.equals(descending));
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
