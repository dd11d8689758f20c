// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Doc;
import io.custode.api.notice.NoticePreview;
import io.custode.api.notice.NoticeTemplate;
import io.custode.api.notice.NoticeTemplates;
import io.custode.api.notice.NoticeWords;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The words of notices. */
@Component(service = NoticeTemplatesResource.class)
@JaxrsResource
@Path("notice-templates")
public final class NoticeTemplatesResource {
  private final NoticeTemplates templates;

  @Activate
  public NoticeTemplatesResource(@Reference NoticeTemplates templates) {
    this.templates = templates;
  }

  @GET
  @Doc("The platform's own words, and those set in their place")
  @RequiresPermission("core.notice.read")
  public Page<NoticeTemplate> find(@Context PageRequest page) {
    return templates.find(page);
  }

  @GET
  @Path("{kind}/{language}")
  @Doc("The words that a kind has now")
  @RequiresPermission("core.notice.read")
  public NoticeTemplate get(
      @PathParam("kind") String kind, @PathParam("language") String language) {
    return templates.get(kind, language);
  }

  @PUT
  @Path("{kind}/{language}")
  @Doc("Set the words of a kind; all: those without words of their own")
  @RequiresPermission("core.notice.write")
  public NoticeTemplate set(
      @PathParam("kind") String kind, @PathParam("language") String language, NoticeWords body) {
    return templates.set(kind, language, body);
  }

  @DELETE
  @Path("{kind}/{language}")
  @Doc("Go back to the words that would count without")
  @RequiresPermission("core.notice.write")
  public NoticeTemplate reset(
      @PathParam("kind") String kind, @PathParam("language") String language) {
    return templates.reset(kind, language);
  }

  @POST
  @Path("{kind}/{language}/preview")
  @Doc("What words give for an example; nothing is stored")
  @RequiresPermission("core.notice.read")
  public NoticePreview preview(
      @PathParam("kind") String kind, @PathParam("language") String language, NoticeWords body) {
    return templates.preview(kind, language, body);
  }
}
