// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.Principal;
import io.custode.api.audit.Audit;
import io.custode.api.audit.PersonalDetail;
import io.custode.api.error.SignedOut;
import io.custode.core.access.SignIn;
import io.custode.core.json.JsonMapping;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Optional;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;
import org.osgi.service.component.annotations.ServiceScope;

/** Sign-in for the doors; what all doors share is in {@link Credentials}. */
@Component(scope = ServiceScope.BUNDLE)
public final class PlatformSignIn implements SignIn {
  private static final String VERB = "core.session.open";
  private static final String WRONG = "wrong name or password";

  private record From(String address) {}

  private final Credentials credentials;
  private final Audit audit;
  private final JsonMapping json;

  @Activate
  public PlatformSignIn(
      ComponentContext context,
      @Reference Credentials credentials,
      @Reference Audit audit,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) JsonMapping json) {
    this(credentials, audit, json);
    CoreBundles.check(context);
  }

  /** For tests. */
  public PlatformSignIn(Credentials credentials, Audit audit, JsonMapping json) {
    this.credentials = credentials;
    this.audit = audit;
    this.json = json;
  }

  @Override
  public Principal password(String user, char[] password, String address) {
    try {
      return credentials.byPassword(user, password, address);
    } catch (SignedOut e) {
      refused(user, address);
      throw e;
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  // whatever was typed as a name may be a password, or the name of somebody who is forgotten: it
  // is kept of users only, as their id
  private void refused(String user, String address) {
    credentials
        .idOf(user)
        .ifPresentOrElse(
            id ->
                audit.refused(
                    VERB,
                    "user/" + id,
                    WRONG,
                    new PersonalDetail(id, json.write(new From(address)))),
            () -> audit.refused(VERB, "user/?", WRONG + " from " + address));
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
