// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.asset.AssetId;
import io.custode.api.command.Doc;
import io.custode.api.error.Invalid;
import io.custode.api.page.Page;
import io.custode.api.relation.NewRelation;
import io.custode.api.relation.Relation;
import io.custode.api.relation.RelationId;
import io.custode.api.relation.Relations;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** How assets hang together. */
@Component(service = RelationsResource.class)
@JaxrsResource
@Path("relations")
public final class RelationsResource {
  private final Relations relations;

  @Activate
  public RelationsResource(@Reference Relations relations) {
    this.relations = relations;
  }

  @GET
  @Doc("What an asset has to do with others")
  @RequiresPermission("core.asset.read")
  public Page<Relation> of(@QueryParam("asset") @Nullable AssetId asset) {
    if (asset == null) {
      throw Invalid.field("asset", "is required");
    }
    return new Page<>(relations.of(asset), null);
  }

  @POST
  @Doc("Note a relation in the tenant of the path")
  @RequiresPermission("core.asset.write")
  public Relation add(NewRelation body) {
    return relations.add(body);
  }

  @DELETE
  @Path("{id}")
  @Doc("Take a relation away")
  @RequiresPermission("core.asset.write")
  public void remove(@PathParam("id") RelationId id) {
    relations.remove(id);
  }
}
