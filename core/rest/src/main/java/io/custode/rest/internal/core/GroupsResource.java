// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.asset.Asset;
import io.custode.api.asset.AssetId;
import io.custode.api.command.Doc;
import io.custode.api.error.NotFound;
import io.custode.api.group.AssetFilter;
import io.custode.api.group.AssetGroup;
import io.custode.api.group.AssetGroups;
import io.custode.api.group.GroupChange;
import io.custode.api.group.GroupId;
import io.custode.api.group.NewGroup;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import java.util.List;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Asset groups of the bound tenant, or of all that the caller sees, and the provider's. */
@Component(service = GroupsResource.class)
@JaxrsResource
@Path("groups")
public final class GroupsResource {
  private final AssetGroups groups;

  @Activate
  public GroupsResource(@Reference AssetGroups groups) {
    this.groups = groups;
  }

  @GET
  @Doc("Asset groups: the provider's first, then the tenants', by name")
  @RequiresPermission("core.group.read")
  public Page<AssetGroup> find(@Context PageRequest page) {
    return groups.find(page);
  }

  @GET
  @Path("{id}")
  @Doc("An asset group")
  @RequiresPermission("core.group.read")
  public AssetGroup get(@PathParam("id") GroupId id) {
    return groups.get(id).orElseThrow(() -> new NotFound("group", id));
  }

  @POST
  @Doc("Create a group in the tenant of the path; without one, the provider's")
  @RequiresPermission("core.group.write")
  public Response create(NewGroup body, @Context UriInfo uri) {
    var group = groups.create(body);
    return Created.at(uri, group.id(), group);
  }

  @PATCH
  @Path("{id}")
  @Doc("Change a group; what is null stays, a filter is replaced as a whole")
  @RequiresPermission("core.group.write")
  public AssetGroup change(@PathParam("id") GroupId id, GroupChange body) {
    return groups.change(id, body);
  }

  @DELETE
  @Path("{id}")
  @Doc("Remove a group, and the policies set for it")
  @RequiresPermission("core.group.write")
  public void remove(@PathParam("id") GroupId id) {
    groups.remove(id);
  }

  @POST
  @Path("preview")
  @Doc("Assets of the tenant of the path that a filter finds now; nothing is stored")
  @RequiresPermission("core.group.read")
  public Page<Asset> preview(AssetFilter body, @Context PageRequest page) {
    return groups.preview(body, page);
  }

  @GET
  @Path("{id}/members")
  @Doc("Assets of the tenant of the path that are in a group now, by name")
  @RequiresPermission("core.group.read")
  public Page<Asset> members(@PathParam("id") GroupId id, @Context PageRequest page) {
    return groups.members(id, page);
  }

  @PUT
  @Path("{id}/members/{asset}")
  @Doc("Put an asset on the list of a group")
  @RequiresPermission("core.group.write")
  public void add(@PathParam("id") GroupId id, @PathParam("asset") AssetId asset) {
    groups.add(id, List.of(asset));
  }

  @DELETE
  @Path("{id}/members/{asset}")
  @Doc("Take an asset off the list of a group")
  @RequiresPermission("core.group.write")
  public void drop(@PathParam("id") GroupId id, @PathParam("asset") AssetId asset) {
    groups.drop(id, List.of(asset));
  }
}
