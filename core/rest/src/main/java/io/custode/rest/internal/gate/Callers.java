// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.gate;

import io.custode.api.error.Problem;
import io.custode.api.error.SignedOut;
import io.custode.core.access.SignIn;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds out who sent a request: by API token, else by the session's cookie. */
@Component(service = Callers.class)
public final class Callers {
  /** Name of the session's cookie; browsers keep {@code __Host-} cookies to this host and HTTPS. */
  public static final String COOKIE = "__Host-custode";

  /** How browsers keep it. */
  public static final String KEPT = "; Path=/; Secure; HttpOnly; SameSite=Strict";

  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
  private static final String BEARER = "bearer ";
  private static final int LONGEST_SECRET = 512;

  private final SignIn signIn;
  private final ClientAddress addresses;

  @Activate
  public Callers(@Reference SignIn signIn, @Reference ClientAddress addresses) {
    this.signIn = signIn;
    this.addresses = addresses;
  }

  /**
   * @throws SignedOut if there is an API token and it is not valid; a cookie that is not valid
   *     counts as none
   */
  public Caller of(HttpServletRequest request) {
    var address = addresses.of(request);
    var authorization = request.getHeader("Authorization");
    if (authorization != null) {
      var token = token(authorization);
      var principal = signIn.token(token, address).orElseThrow(SignedOut::new);
      return new Caller(principal, null, address, () -> signIn.token(token, address));
    }
    var secret = cookie(request);
    var session =
        secret == null ? Optional.<SignIn.Session>empty() : signIn.session(secret, address);
    if (secret == null || session.isEmpty()) {
      return new Caller(null, null, address, Optional::empty);
    }
    return new Caller(
        session.get().principal(), session.get(), address, () -> signIn.still(secret, address));
  }

  private static String token(String authorization) {
    if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw new SignedOut();
    }
    var token = authorization.substring(BEARER.length()).strip();
    if (token.isEmpty() || token.length() > LONGEST_SECRET) {
      throw new SignedOut();
    }
    return token;
  }

  private static @Nullable String cookie(HttpServletRequest request) {
    var cookies = request.getCookies();
    if (cookies != null) {
      for (var cookie : cookies) {
        var value = cookie.getValue();
        if (cookie.getName().equals(COOKIE)
            && value != null
            && !value.isEmpty()
            && value.length() <= LONGEST_SECRET) {
          return value;
        }
      }
    }
    return null;
  }

  /**
   * Browsers send cookies with requests that other sites make: a change needs the session's own
   * word too.
   *
   * @throws Problem FORBIDDEN if it is missing or another's
   */
  void checkCsrf(HttpServletRequest request, Caller caller) {
    if (caller.session() == null || SAFE.contains(request.getMethod())) {
      return;
    }
    var sent = request.getHeader("X-CSRF-Token");
    if (sent == null || !same(sent, caller.session().csrf())) {
      throw new Problem(
          Problem.Kind.FORBIDDEN,
          "csrf",
          "Nothing was changed: the header X-CSRF-Token is missing or not this session's.",
          "Read it from GET /api/v1/session and send it with every change.");
    }
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
