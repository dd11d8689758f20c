// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Doc;
import io.custode.api.notice.NewNoticeRule;
import io.custode.api.notice.NoticeRule;
import io.custode.api.notice.NoticeRuleId;
import io.custode.api.notice.NoticeRules;
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

/** Who is told of what. */
@Component(service = NoticeRulesResource.class)
@JaxrsResource
@Path("notice-rules")
public final class NoticeRulesResource {
  private final NoticeRules rules;

  @Activate
  public NoticeRulesResource(@Reference NoticeRules rules) {
    this.rules = rules;
  }

  @GET
  @Doc("Rules, by name")
  @RequiresPermission("core.notice.read")
  public Page<NoticeRule> find(@Context PageRequest page) {
    return rules.find(page);
  }

  @POST
  @Doc("Say who is told of what")
  @RequiresPermission("core.notice.write")
  public Response create(NewNoticeRule body, @Context UriInfo uri) {
    var rule = rules.create(body);
    return Created.at(uri, rule.id(), rule);
  }

  @DELETE
  @Path("{id}")
  @Doc("Remove a rule, with the notices that wait for it")
  @RequiresPermission("core.notice.write")
  public void remove(@PathParam("id") NoticeRuleId id) {
    rules.remove(id);
  }
}
