// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.access.RolePermission;
import io.custode.api.access.Roles;
import io.custode.api.command.Doc;
import io.custode.api.page.Page;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** All permissions, also of plugins, and which roles hold them. */
@Component(service = PermissionsResource.class)
@JaxrsResource
@Path("permissions")
public final class PermissionsResource {
  private final Roles roles;

  @Activate
  public PermissionsResource(@Reference Roles roles) {
    this.roles = roles;
  }

  @GET
  @Doc("Permissions with the roles that hold them, by id, all at once")
  @RequiresPermission("core.user.read")
  public Page<RolePermission> matrix() {
    return roles.matrix();
  }
}
