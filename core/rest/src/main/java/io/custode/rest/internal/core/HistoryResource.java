// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Doc;
import io.custode.api.history.History;
import io.custode.api.history.HistoryEntry;
import io.custode.api.history.HistoryKind;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Who changed what. */
@Component(service = HistoryResource.class)
@JaxrsResource
@Path("history")
public final class HistoryResource {
  private final History history;

  @Activate
  public HistoryResource(@Reference History history) {
    this.history = history;
  }

  @GET
  @Path("assets/{id}")
  @Doc("Who changed what of an asset, newest first")
  @RequiresPermission("core.history.read")
  public Page<HistoryEntry> asset(@PathParam("id") String id, @Context PageRequest page) {
    return history.of(HistoryKind.ASSET, id, page);
  }

  @GET
  @Path("sites/{id}")
  @Doc("Who changed what of a site, newest first")
  @RequiresPermission("core.history.read")
  public Page<HistoryEntry> site(@PathParam("id") String id, @Context PageRequest page) {
    return history.of(HistoryKind.SITE, id, page);
  }

  @GET
  @Path("tenants/{id}")
  @Doc("Who changed what of a tenant, newest first")
  @RequiresPermission("core.history.read")
  public Page<HistoryEntry> tenant(@PathParam("id") String id, @Context PageRequest page) {
    return history.of(HistoryKind.TENANT, id, page);
  }

  @GET
  @Path("contacts/{id}")
  @Doc("Who changed what of a contact, newest first")
  @RequiresPermission("core.history.read")
  public Page<HistoryEntry> contact(@PathParam("id") String id, @Context PageRequest page) {
    return history.of(HistoryKind.CONTACT, id, page);
  }
}
