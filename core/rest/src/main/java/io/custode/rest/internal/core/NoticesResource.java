// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Doc;
import io.custode.api.notice.NoticeInfo;
import io.custode.api.notice.NoticeQuery;
import io.custode.api.notice.NoticeRuleId;
import io.custode.api.notice.NoticeState;
import io.custode.api.notice.Notices;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Notices on their way; replaying is a command. */
@Component(service = NoticesResource.class)
@JaxrsResource
@Path("notices")
public final class NoticesResource {
  private final Notices notices;

  @Activate
  public NoticesResource(@Reference Notices notices) {
    this.notices = notices;
  }

  @GET
  @Doc("Notices and how far they are, newest first")
  @RequiresPermission("core.notice.read")
  public Page<NoticeInfo> find(
      @QueryParam("state") @Nullable NoticeState state,
      @QueryParam("rule") @Nullable NoticeRuleId rule,
      @Context PageRequest page) {
    return notices.find(new NoticeQuery(state, rule), page);
  }
}
