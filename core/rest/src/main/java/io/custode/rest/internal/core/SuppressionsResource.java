// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.alert.NewSuppression;
import io.custode.api.alert.Suppression;
import io.custode.api.alert.SuppressionId;
import io.custode.api.alert.Suppressions;
import io.custode.api.command.Doc;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
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

/** What is expected in the bound tenant, or in all that the caller sees. */
@Component(service = SuppressionsResource.class)
@JaxrsResource
@Path("suppressions")
public final class SuppressionsResource {
  private final Suppressions suppressions;

  @Activate
  public SuppressionsResource(@Reference Suppressions suppressions) {
    this.suppressions = suppressions;
  }

  @GET
  @Doc("What is expected and has not ended, newest first")
  @RequiresPermission("core.alert.read")
  public Page<Suppression> find(@Context PageRequest page) {
    return suppressions.find(page);
  }

  @POST
  @Doc("Let nobody be disturbed by what is expected")
  @RequiresPermission("core.alert.suppress")
  public Response create(NewSuppression body, @Context UriInfo uri) {
    var suppression = suppressions.create(body);
    return Created.at(uri, suppression.id(), suppression);
  }

  @DELETE
  @Path("{id}")
  @Doc("End it now")
  @RequiresPermission("core.alert.suppress")
  public void end(@PathParam("id") SuppressionId id) {
    suppressions.end(id);
  }
}
