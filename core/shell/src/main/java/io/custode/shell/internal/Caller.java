// SPDX-License-Identifier: Apache-2.0
package io.custode.shell.internal;

import io.custode.api.access.Principal;
import io.custode.api.error.SignedOut;
import io.custode.core.access.SignIn;
import java.util.Optional;
import javax.security.auth.Subject;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;

/**
 * Who signed in, as a principal of a JAAS subject.
 *
 * @param principal as of the sign-in
 */
record Caller(Principal principal) implements java.security.Principal {
  /** Lets a user into the shell at all. */
  static final String USE = "core.shell.use";

  /** Opens Karaf's own commands and language, which is as much as running code in the server. */
  static final String KARAF = "core.shell.karaf";

  @Override
  public String getName() {
    return principal.name();
  }

  boolean mayKaraf() {
    return principal.may(KARAF);
  }

  /**
   * @return him as he is now: since he signed in he may have lost what he had; empty if he may not
   *     come in any more
   */
  Optional<Caller> now(SignIn signIn) {
    return signIn.now(principal.id()).filter(now -> now.may(USE)).map(Caller::new);
  }

  /**
   * @throws SignedOut if nobody is
   */
  static Caller of(@Nullable Subject subject) {
    if (subject == null) {
      throw new SignedOut();
    }
    return subject.getPrincipals(Caller.class).stream().findFirst().orElseThrow(SignedOut::new);
  }

  /** Who owns a session of Karaf's; the door puts the subject there. */
  static Caller of(Session session) {
    return of((Subject) session.get(Subject.class.getName()));
  }
}
