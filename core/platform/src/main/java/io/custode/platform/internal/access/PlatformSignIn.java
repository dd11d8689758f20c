// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.Principal;
import io.custode.api.audit.Audit;
import io.custode.api.error.SignedOut;
import io.custode.core.access.SignIn;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Optional;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** Sign-in for the doors; what all doors share is in {@link Credentials}. */
@Component(scope = ServiceScope.BUNDLE)
public final class PlatformSignIn implements SignIn {
  private final Credentials credentials;
  private final Audit audit;

  @Activate
  public PlatformSignIn(
      ComponentContext context, @Reference Credentials credentials, @Reference Audit audit) {
    this(credentials, audit);
    CoreBundles.check(context);
  }

  /** For tests. */
  public PlatformSignIn(Credentials credentials, Audit audit) {
    this.credentials = credentials;
    this.audit = audit;
  }

  @Override
  public Principal password(String user, char[] password, String address) {
    try {
      return credentials.byPassword(user, password, address);
    } catch (SignedOut e) {
      audit.refused(
          "core.session.open", "user/" + shortened(user), "wrong name or password from " + address);
      throw e;
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  // whatever was typed as a name may be a password: only what looks like a name is kept
  private static String shortened(String user) {
    return user != null && user.matches("[a-z0-9._@-]{2,60}") ? user : "?";
  }

  @Override
  public Optional<Principal> publicKey(String user, PublicKey key) {
    return credentials.byKey(user, key);
  }

  @Override
  public Optional<Principal> token(String bearer, String address) {
    return credentials.byToken(bearer, address);
  }

  @Override
  public Session open(Principal principal) {
    return credentials.openSession(principal);
  }

  @Override
  public Optional<Session> session(String secret) {
    return credentials.bySession(secret);
  }

  @Override
  public void close(String secret) {
    credentials.closeSession(secret);
  }
}
