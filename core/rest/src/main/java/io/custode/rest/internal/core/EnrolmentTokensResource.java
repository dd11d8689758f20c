// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.agent.EnrolmentToken;
import io.custode.api.agent.EnrolmentTokens;
import io.custode.api.agent.IssuedToken;
import io.custode.api.agent.NewToken;
import io.custode.api.agent.TokenId;
import io.custode.api.command.Doc;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What lets machines in. */
@Component(service = EnrolmentTokensResource.class)
@JaxrsResource
@Path("enrolment-tokens")
public final class EnrolmentTokensResource {
  private final EnrolmentTokens tokens;

  @Activate
  public EnrolmentTokensResource(@Reference EnrolmentTokens tokens) {
    this.tokens = tokens;
  }

  @GET
  @Doc("Enrolment tokens")
  @RequiresPermission("core.enrolment.read")
  public Page<EnrolmentToken> find(@Context PageRequest page) {
    return tokens.find(page);
  }

  @POST
  @Doc("Issue a token in the tenant of the path; its secret is shown only now")
  @RequiresPermission("core.enrolment.issue")
  public IssuedToken issue(NewToken body) {
    return tokens.issue(body);
  }

  @POST
  @Path("{id}/revoke")
  @Doc("Make a token worthless")
  @RequiresPermission("core.enrolment.issue")
  public EnrolmentToken revoke(@PathParam("id") TokenId id) {
    return tokens.revoke(id);
  }
}
