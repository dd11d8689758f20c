// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Doc;
import io.custode.api.notice.NewNoticeRule;
import io.custode.api.notice.NoticePreview;
import io.custode.api.notice.NoticeRule;
import io.custode.api.notice.NoticeRuleId;
import io.custode.api.notice.NoticeRules;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
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

  /** On or off. */
  public record Switch(@Doc("Whether it is on") boolean enabled) {}

  @PUT
  @Path("{id}")
  @Doc("Say anew what a rule tells, and whom: it is replaced as a whole")
  @RequiresPermission("core.notice.write")
  public NoticeRule change(
      @PathParam("id") NoticeRuleId id,
      @QueryParam("revision") @Doc("Revision that was read; left out, whatever was said meanwhile")
          @Nullable Long revision,
      NewNoticeRule body) {
    return revision == null ? rules.change(id, body) : rules.change(id, body, revision);
  }

  @PATCH
  @Path("{id}")
  @Doc("Switch a rule on or off")
  @RequiresPermission("core.notice.write")
  public NoticeRule enable(@PathParam("id") NoticeRuleId id, Switch body) {
    return rules.enable(id, body.enabled());
  }

  @POST
  @Path("preview")
  @Doc("Examples of what a rule would send; nothing is stored or sent")
  @RequiresPermission("core.notice.read")
  public Page<NoticePreview> preview(NewNoticeRule body) {
    return new Page<>(rules.preview(body), null);
  }

  @GET
  @Path("kinds")
  @Doc("Kinds of notices that rules can name")
  @RequiresPermission("core.notice.read")
  public Page<String> kinds() {
    return new Page<>(rules.kinds(), null);
  }

  @GET
  @Path("channels")
  @Doc("Channels that rules can name")
  @RequiresPermission("core.notice.read")
  public Page<String> channels() {
    return new Page<>(rules.channels(), null);
  }

  @DELETE
  @Path("{id}")
  @Doc("Remove a rule, with the notices that wait for it")
  @RequiresPermission("core.notice.write")
  public void remove(@PathParam("id") NoticeRuleId id) {
    rules.remove(id);
  }
}
