// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.SignedOutAllowed;
import io.custode.api.command.Doc;
import io.custode.api.error.Problem;
import io.custode.core.access.ProviderSignIn;
import io.custode.core.access.SignIn;
import io.custode.core.access.SignIn.Origin;
import io.custode.rest.internal.gate.Caller;
import io.custode.rest.internal.gate.Callers;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import javax.ws.rs.CookieParam;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
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

/**
 * Sign-in of browsers by OpenID providers. Browsers come here by links, so that a refusal leads
 * back to the console's door with the problem's name.
 */
@Component(service = ProviderSignInResource.class)
@JaxrsResource
@Path("sign-in")
public final class ProviderSignInResource {
  private static final String COOKIE = "__Host-custode-sign-in";

  /** Lax: the provider sends the browser back from another site. */
  private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=";

  private static final String GONE = COOKIE + "=" + ATTRIBUTES + "0";
  private static final int LONGEST = 4096;

  private final ProviderSignIn providers;
  private final SignIn signIn;

  @Activate
  public ProviderSignInResource(@Reference ProviderSignIn providers, @Reference SignIn signIn) {
    this.providers = providers;
    this.signIn = signIn;
  }

  /** Those that there are. */
  public record Choices(List<ProviderSignIn.Choice> items) {}

  @GET
  @Path("providers")
  @Doc("By whom people can sign in here")
  @SignedOutAllowed("the console's door shows them before anybody signs in; ids and labels only")
  public Choices choices() {
    return new Choices(providers.choices());
  }

  @GET
  @Path("providers/{provider}/begin")
  @Doc("Send the browser to a provider")
  @SignedOutAllowed("it is the sign-in itself; leads to nowhere but a provider that was set up")
  public Response begin(
      @PathParam("provider") String provider,
      @QueryParam("next") @DefaultValue("/") @Doc("Path of the console to go to afterwards")
          String next) {
    try {
      var departure = providers.begin(provider, next);
      return to(departure.to().toString())
          .header("Set-Cookie", COOKIE + "=" + departure.ticket() + ATTRIBUTES + "600")
          .build();
    } catch (Problem e) {
      return door(e);
    }
  }

  @GET
  @Path("callback")
  @Doc("Where a provider sends the browser back to")
  @SignedOutAllowed("it is the sign-in itself, throttled and audited by ProviderSignIn")
  public Response callback(
      @Context UriInfo uri,
      @Context Caller caller,
      @CookieParam(COOKIE) @Nullable String ticket,
      @HeaderParam("User-Agent") @Nullable String browser) {
    try {
      var arrival =
          providers.arrive(
              ticket == null || ticket.length() > LONGEST ? "" : ticket,
              answer(uri),
              new Origin(caller.address(), String.valueOf(browser)));
      var before = caller.session();
      if (before != null) {
        signIn.close(before.secret());
      }
      return to(arrival.next())
          .header("Set-Cookie", GONE)
          .header("Set-Cookie", Callers.COOKIE + "=" + arrival.session().secret() + Callers.KEPT)
          .build();
    } catch (Problem e) {
      return door(e);
    }
  }

  private static HashMap<String, String> answer(UriInfo uri) {
    var answer = new HashMap<String, String>();
    uri.getQueryParameters()
        .forEach(
            (name, values) -> {
              // twice the same is nobody's word
              if (values.size() == 1 && values.get(0).length() <= LONGEST) {
                answer.put(name, values.get(0));
              }
            });
    return answer;
  }

  private static Response door(Problem problem) {
    return to("/sign-in?problem=" + URLEncoder.encode(problem.name(), StandardCharsets.UTF_8))
        .header("Set-Cookie", GONE)
        .build();
  }

  /** As it is: JAX-RS would make a path the API's own. */
  private static Response.ResponseBuilder to(String location) {
    return Response.status(Response.Status.SEE_OTHER).header("Location", location);
  }
}
