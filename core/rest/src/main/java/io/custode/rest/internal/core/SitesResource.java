// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Doc;
import io.custode.api.error.NotFound;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.NewSite;
import io.custode.api.tenant.Site;
import io.custode.api.tenant.SiteChange;
import io.custode.api.tenant.SiteId;
import io.custode.api.tenant.Sites;
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

/** Sites of the bound tenant, or of all that the caller sees. */
@Component(service = SitesResource.class)
@JaxrsResource
@Path("sites")
public final class SitesResource {
  private final Sites sites;

  @Activate
  public SitesResource(@Reference Sites sites) {
    this.sites = sites;
  }

  @GET
  @Doc("Sites, by name")
  @RequiresPermission("core.site.read")
  public Page<Site> find(@Context PageRequest page) {
    return sites.find(page);
  }

  @GET
  @Path("{id}")
  @Doc("A site")
  @RequiresPermission("core.site.read")
  public Site get(@PathParam("id") SiteId id) {
    return sites.get(id).orElseThrow(() -> new NotFound("site", id));
  }

  @POST
  @Doc("Create a site in the tenant of the path")
  @RequiresPermission("core.site.write")
  public Response create(NewSite body, @Context UriInfo uri) {
    var site = sites.create(body);
    return Created.at(uri, site.id(), site);
  }

  @PATCH
  @Path("{id}")
  @Doc("Give a site another name")
  @RequiresPermission("core.site.write")
  public Site change(@PathParam("id") SiteId id, SiteChange body) {
    return sites.change(id, body);
  }

  @DELETE
  @Path("{id}")
  @Doc("Remove a site at which nothing stands")
  @RequiresPermission("core.site.write")
  public void remove(@PathParam("id") SiteId id) {
    sites.remove(id);
  }
}
