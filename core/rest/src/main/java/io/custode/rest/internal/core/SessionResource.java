// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.SignedInAllowed;
import io.custode.api.access.SignedOutAllowed;
import io.custode.api.command.Doc;
import io.custode.api.error.Invalid;
import io.custode.core.access.ProviderSignIn;
import io.custode.core.access.SignIn;
import io.custode.core.access.SignIn.Origin;
import io.custode.rest.internal.gate.Caller;
import io.custode.rest.internal.gate.Callers;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Sign-in and sign-out of browsers. */
@Component(service = SessionResource.class)
@JaxrsResource
@Path("session")
public final class SessionResource {
  private static final int LONGEST = 512;

  private final SignIn signIn;
  private final ProviderSignIn providers;

  @Activate
  public SessionResource(@Reference SignIn signIn, @Reference ProviderSignIn providers) {
    this.signIn = signIn;
    this.providers = providers;
  }

  /** What somebody signs in with. */
  public record Credentials(
      @Doc("Sign-in name") String user,
      @Doc("Password") String password,
      @Doc("Code of the second factor, if the answer without it asked for one")
          @Nullable String code) {
    @Override
    public String toString() {
      return "Credentials[" + user + "]";
    }
  }

  /**
   * A browser session.
   *
   * @param user who is signed in, or null if nobody is
   * @param csrf to be sent in X-CSRF-Token with every change; null without a session
   */
  public record SessionView(@Nullable Me user, @Nullable String csrf) {}

  @POST
  @Doc("Sign in; who has a second factor is asked for its code by second-factor-needed")
  @SignedOutAllowed("it is the sign-in itself, throttled and audited by SignIn")
  public Response signIn(
      Credentials credentials,
      @Context Caller caller,
      @HeaderParam("User-Agent") @Nullable String browser) {
    check(credentials);
    var principal =
        signIn.password(
            credentials.user(),
            credentials.password().toCharArray(),
            credentials.code(),
            caller.address());
    end(caller);
    var session = signIn.open(principal, new Origin(caller.address(), String.valueOf(browser)));
    return Response.ok(new SessionView(Me.of(principal), session.csrf()))
        .header("Set-Cookie", Callers.COOKIE + "=" + session.secret() + Callers.KEPT)
        .build();
  }

  private static void check(Credentials credentials) {
    if (!fits(credentials.user()) || !fits(credentials.password())) {
      throw Invalid.field(
          "user, password", "are both needed, each 1 to " + LONGEST + " characters");
    }
  }

  /** What somebody sets his password with. */
  public record NewPassword(
      @Doc("Sign-in name") String user,
      @Doc("One-time code, as an administrator was shown it") String code,
      @Doc("The new password, 12 to 256 characters") String password) {
    @Override
    public String toString() {
      return "NewPassword[" + user + "]";
    }
  }

  @POST
  @Path("password")
  @Doc("Set a password with a one-time code; signs nobody in")
  @SignedOutAllowed(
      "for who lost his password; throttled and audited by SignIn, the code works once")
  public Response setPassword(NewPassword next, @Context Caller caller) {
    if (!fits(next.user()) || !fits(next.code()) || !fits(next.password())) {
      throw Invalid.field(
          "user, code, password", "are all needed, each 1 to " + LONGEST + " characters");
    }
    signIn.setPassword(next.user(), next.code(), next.password().toCharArray(), caller.address());
    return Response.noContent().build();
  }

  private static boolean fits(@Nullable String text) {
    return text != null && !text.isEmpty() && text.length() <= LONGEST;
  }

  @GET
  @Doc("Who is signed in here, if anybody is")
  @SignedOutAllowed("a page has to ask it before anybody signs in; shows the caller to himself")
  public SessionView get(@Context Caller caller) {
    var user = caller.principal();
    var session = caller.session();
    return new SessionView(
        user == null ? null : Me.of(user), session == null ? null : session.csrf());
  }

  /**
   * The end of a session.
   *
   * @param leave where the browser signs out at the provider by whom it signed in; null: nowhere
   */
  public record SignedOutView(@Nullable String leave) {}

  @DELETE
  @Doc("Sign out; who signed in by a provider is told where to sign out there")
  @SignedInAllowed("ends only the caller's own session")
  public Response signOut(@Context Caller caller) {
    var session = caller.session();
    var leave = session == null ? null : providers.leave(session.secret()).orElse(null);
    end(caller);
    return Response.ok(new SignedOutView(leave == null ? null : leave.toString()))
        .header("Set-Cookie", Callers.COOKIE + "=; Max-Age=0" + Callers.KEPT)
        .build();
  }

  private void end(Caller caller) {
    var session = caller.session();
    if (session != null) {
      signIn.close(session.secret());
    }
  }
}
