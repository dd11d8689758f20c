// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.SignedOutAllowed;
import io.custode.api.command.Doc;
import io.custode.api.error.Invalid;
import io.custode.core.access.PasswordHelp;
import io.custode.rest.internal.gate.Caller;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** For who forgot his password. */
@Component(service = PasswordHelpResource.class)
@JaxrsResource
@Path("password-help")
public final class PasswordHelpResource {
  private static final int LONGEST = 200;

  private final PasswordHelp help;

  @Activate
  public PasswordHelpResource(@Reference PasswordHelp help) {
    this.help = help;
  }

  /** Whether anybody can be helped. */
  public record HelpView(boolean available) {}

  /** Who forgot it. */
  public record Forgetful(@Doc("Sign-in name") @Nullable String user) {}

  @GET
  @Doc("Whether a code can be asked for by mail")
  @SignedOutAllowed("the sign-in page has to ask it; tells of the mail server, of nobody")
  public HelpView get() {
    return new HelpView(help.isThere());
  }

  @POST
  @Doc("Ask for a one-time code by mail; the answer is the same whoever is named")
  @SignedOutAllowed("for who lost his password; throttled, and it tells nothing of anybody")
  public Response ask(Forgetful body, @Context Caller caller) {
    var user = body.user();
    if (user == null || user.isBlank() || user.length() > LONGEST) {
      throw Invalid.field("user", "must be 1 to " + LONGEST + " characters");
    }
    help.ask(user.strip(), caller.address());
    return Response.accepted().build();
  }
}
