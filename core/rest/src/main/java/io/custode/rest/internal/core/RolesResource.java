// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.NewRole;
import io.custode.api.access.RequiresPermission;
import io.custode.api.access.Role;
import io.custode.api.access.RoleChange;
import io.custode.api.access.Roles;
import io.custode.api.command.Doc;
import io.custode.api.error.NotFound;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Roles, with what each may. */
@Component(service = RolesResource.class)
@JaxrsResource
@Path("roles")
public final class RolesResource {
  private final Roles roles;

  @Activate
  public RolesResource(@Reference Roles roles) {
    this.roles = roles;
  }

  @GET
  @Doc("Roles with their permissions, by name")
  @RequiresPermission("core.user.read")
  public Page<Role> find(@Context PageRequest page) {
    return roles.find(page);
  }

  @GET
  @Path("{name}")
  @Doc("A role")
  @RequiresPermission("core.user.read")
  public Role get(@PathParam("name") String name) {
    return roles.get(name).orElseThrow(() -> new NotFound("role", name));
  }

  @POST
  @Doc("Define a role; it may no more than whoever defines it")
  @RequiresPermission("core.role.write")
  public Response add(NewRole body, @Context UriInfo uri) {
    var role = roles.add(body);
    return Created.at(uri, role.name(), role);
  }

  @PATCH
  @Path("{name}")
  @Doc("Give a defined role other permissions; counts at once for all who have it")
  @RequiresPermission("core.role.write")
  public Role change(@PathParam("name") String name, RoleChange body) {
    return roles.change(name, body);
  }

  @DELETE
  @Path("{name}")
  @Doc("Remove a defined role that nobody has")
  @RequiresPermission("core.role.write")
  public void remove(@PathParam("name") String name) {
    roles.remove(name);
  }
}
