// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.Principal;
import io.custode.api.access.RequiresPermission;
import io.custode.api.access.SignedOutAllowed;
import io.custode.api.command.Doc;
import io.custode.api.error.Invalid;
import io.custode.api.json.Json;
import io.custode.core.access.PasskeySignIn;
import io.custode.core.access.SignIn;
import io.custode.core.access.SignIn.Origin;
import io.custode.rest.internal.core.SessionResource.SessionView;
import io.custode.rest.internal.gate.Caller;
import io.custode.rest.internal.gate.Callers;
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

/** Passkeys: signing in by them, and making them. */
@Component(service = PasskeySignInResource.class)
@JaxrsResource
@Path("passkeys")
public final class PasskeySignInResource {
  private static final int LONGEST = 512;

  private final PasskeySignIn passkeys;
  private final SignIn signIn;

  @Activate
  public PasskeySignInResource(@Reference PasskeySignIn passkeys, @Reference SignIn signIn) {
    this.passkeys = passkeys;
    this.signIn = signIn;
  }

  /** What somebody signs in with. */
  public record Used(
      @Doc("What navigator.credentials.get() answered") Json passkey,
      @Doc("Sign-in name, if the passkey is the second factor") @Nullable String user,
      @Doc("Password, if the passkey is the second factor") @Nullable String password) {
    @Override
    public String toString() {
      return "Used[" + user + "]";
    }
  }

  @POST
  @Path("question")
  @Doc("Options for navigator.credentials.get(); good for two minutes and one answer")
  @SignedOutAllowed("a page has to ask it before anybody signs in; tells nothing of anybody")
  public Json ask() {
    return passkeys.ask();
  }

  @POST
  @Path("session")
  @Doc("Sign in by a passkey alone, or by a password and a passkey")
  @SignedOutAllowed("it is the sign-in itself, throttled and audited by PasskeySignIn")
  public Response signIn(
      Used used, @Context Caller caller, @HeaderParam("User-Agent") @Nullable String browser) {
    var principal = principal(used, caller.address());
    var before = caller.session();
    if (before != null) {
      signIn.close(before.secret());
    }
    var session = signIn.open(principal, new Origin(caller.address(), String.valueOf(browser)));
    return Response.ok(new SessionView(Me.of(principal), session.csrf()))
        .header("Set-Cookie", Callers.COOKIE + "=" + session.secret() + Callers.KEPT)
        .build();
  }

  private Principal principal(Used used, String address) {
    var user = used.user();
    var password = used.password();
    if (user == null && password == null) {
      return passkeys.passkey(used.passkey(), address);
    }
    if (user == null
        || password == null
        || user.length() > LONGEST
        || password.length() > LONGEST) {
      throw Invalid.field("user, password", "are needed both or none, 1 to 512 characters");
    }
    return passkeys.password(user, password.toCharArray(), used.passkey(), address);
  }

  /** Whose passkey is to be made. */
  public record Confirmed(@Doc("The caller's password") String password) {
    @Override
    public String toString() {
      return "Confirmed";
    }
  }

  @POST
  @Path("options")
  @Doc("Options for navigator.credentials.create(); good for two minutes and one answer")
  @RequiresPermission("core.self.manage")
  public Json begin(Confirmed confirmed) {
    if (confirmed.password().length() > LONGEST) {
      throw Invalid.field("password", "must be at most " + LONGEST + " characters");
    }
    return passkeys.begin(confirmed.password().toCharArray());
  }

  /** A passkey to be. */
  public record Made(
      @Doc("What its owner calls it, 1 to 100 characters") String label,
      @Doc("What navigator.credentials.create() answered") Json passkey) {}

  /** A passkey that is there. */
  public record Added(String id) {}

  @POST
  @Doc("Add a passkey to oneself")
  @RequiresPermission("core.self.manage")
  public Added add(Made made) {
    return new Added(passkeys.add(made.label(), made.passkey()));
  }
}
