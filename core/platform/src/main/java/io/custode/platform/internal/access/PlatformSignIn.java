// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.Principal;
import io.custode.api.access.UserId;
import io.custode.api.audit.Audit;
import io.custode.api.audit.PersonalDetail;
import io.custode.api.error.Problem;
import io.custode.api.error.SignedOut;
import io.custode.core.access.SignIn;
import io.custode.core.json.JsonMapping;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
  private static final String WRONG = "wrong name, password or code";

  private record From(String address) {}

  private static final int LONGEST_CODE = 64;
  private static final String RESET = "core.user.password";

  private final Credentials credentials;
  private final Sessions sessions;
  private final OwnPasswords passwords;
  private final Audit audit;
  private final JsonMapping json;

  @Activate
  public PlatformSignIn(
      ComponentContext context,
      @Reference Credentials credentials,
      @Reference Sessions sessions,
      @Reference OwnPasswords passwords,
      @Reference Audit audit,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) JsonMapping json) {
    this(credentials, sessions, passwords, audit, json);
    CoreBundles.check(context);
  }

  /** For tests. */
  public PlatformSignIn(
      Credentials credentials,
      Sessions sessions,
      OwnPasswords passwords,
      Audit audit,
      JsonMapping json) {
    this.credentials = credentials;
    this.sessions = sessions;
    this.passwords = passwords;
    this.audit = audit;
    this.json = json;
  }

  @Override
  public Principal password(String user, char[] password, @Nullable String code, String address) {
    try {
      return credentials.byPassword(user, password, code, address);
    } catch (SignedOut e) {
      refused(VERB, user, WRONG, address);
      throw e;
    } catch (Problem e) {
      if (e.name().equals("address-not-allowed")) {
        refused(VERB, user, "address not allowed", address);
      }
      throw e;
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  // whatever was typed as a name may be a password, or the name of somebody who is forgotten: it
  // is kept of users only, as their id
  private void refused(String verb, String user, String why, String address) {
    credentials
        .idOf(user)
        .ifPresentOrElse(
            id ->
                audit.refused(
                    verb, "user/" + id, why, new PersonalDetail(id, json.write(new From(address)))),
            () -> audit.refused(verb, "user/?", why + " from " + address));
  }

  @Override
  public Optional<Principal> publicKey(String user, PublicKey key, String address) {
    return credentials.byKey(user, key, address);
  }

  @Override
  public Optional<Principal> token(String bearer, String address) {
    return credentials.byToken(bearer, address);
  }

  @Override
  public void setPassword(String user, String code, char[] password, String address) {
    try {
      if (code.length() > LONGEST_CODE) {
        throw new SignedOut();
      }
      passwords.redeem(user, code, password, address);
    } catch (SignedOut e) {
      refused(RESET, user, "wrong name or one-time code", address);
      throw e;
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  @Override
  public Session open(Principal principal, Origin origin) {
    return sessions.open(principal, origin);
  }

  @Override
  public Optional<Session> session(String secret, String address) {
    return credentials.bySession(secret, address);
  }

  @Override
  public Optional<Principal> still(String secret, String address) {
    return credentials.stillIn(secret, address);
  }

  @Override
  public Optional<Principal> now(UserId user) {
    return credentials.byId(user);
  }

  @Override
  public void close(String secret) {
    sessions.close(Secrets.hash(secret));
  }
}
