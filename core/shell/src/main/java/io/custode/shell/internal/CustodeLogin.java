// SPDX-License-Identifier: Apache-2.0
package io.custode.shell.internal;

import io.custode.api.access.Principal;
import io.custode.api.error.Problem;
import io.custode.core.access.SignIn;
import java.io.IOException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import javax.security.auth.spi.LoginModule;
import org.apache.karaf.jaas.boot.principal.ClientPrincipal;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.jspecify.annotations.Nullable;

/**
 * Signs our users in for JAAS, by password or by a key that the caller has proved to hold. The
 * platform decides, throttles and audits; here the permission to use the shell is added.
 */
public final class CustodeLogin implements LoginModule {
  /** Option that holds the platform's sign-in. */
  static final String SIGN_IN = SignIn.class.getName();

  /** Roles that Karaf's own code asks for; they come with the one permission. */
  private static final List<String> KARAF_ROLES =
      List.of("admin", "manager", "viewer", "systembundles");

  /** Digits of a second factor's code. */
  private static final int CODE = 6;

  private @Nullable Subject subject;
  private @Nullable CallbackHandler handler;
  private @Nullable SignIn signIn;
  private final Set<java.security.Principal> principals = new HashSet<>();

  @Override
  public void initialize(
      Subject who, CallbackHandler callbacks, Map<String, ?> shared, Map<String, ?> options) {
    subject = who;
    handler = callbacks;
    signIn = (SignIn) options.get(SIGN_IN);
  }

  @Override
  public boolean login() throws LoginException {
    Principal principal = signedIn();
    if (!principal.may(Caller.USE)) {
      throw new FailedLoginException("No permission to use the shell");
    }
    principals.add(new Caller(principal));
    principals.add(new UserPrincipal(principal.name()));
    if (principal.may(Caller.KARAF)) {
      KARAF_ROLES.forEach(role -> principals.add(new RolePrincipal(role)));
    }
    return true;
  }

  private Principal signedIn() throws LoginException {
    var name = new NameCallback("user");
    var key = new PublicKeyCallback();
    var password = new PasswordCallback("password", false);
    ask(name, key, password);
    SignIn platform = ready(signIn);
    String user = name.getName() == null ? "" : name.getName();
    PublicKey proved = key.key();
    if (proved != null) {
      return platform
          .publicKey(user, proved, address())
          .orElseThrow(() -> new FailedLoginException("Not a key of that user"));
    }
    char[] secret = password.getPassword();
    if (secret == null) {
      throw new FailedLoginException("Neither a key nor a password");
    }
    try {
      int end = secret.length - CODE;
      return hasCode(secret)
          ? platform.password(
              user, Arrays.copyOf(secret, end - 1), new String(secret, end, CODE), address())
          : platform.password(user, secret, null, address());
    } catch (Problem e) {
      throw new FailedLoginException(e.what());
    } finally {
      Arrays.fill(secret, ' ');
      password.clearPassword();
    }
  }

  /** SSH asks for a password only: the code comes after it and a blank. */
  private static boolean hasCode(char[] secret) {
    int end = secret.length - CODE;
    if (end < 2 || secret[end - 1] != ' ') {
      return false;
    }
    for (int i = end; i < secret.length; i++) {
      if (secret[i] < '0' || secret[i] > '9') {
        return false;
      }
    }
    return true;
  }

  private void ask(Callback... callbacks) throws LoginException {
    try {
      ready(handler).handle(callbacks);
    } catch (IOException | UnsupportedCallbackException e) {
      var failed = new LoginException("The door did not say who signs in");
      failed.initCause(e);
      throw failed;
    }
  }

  /** Where the call comes from: the door has put it into the subject. */
  private String address() throws LoginException {
    return ready(subject).getPrincipals(ClientPrincipal.class).stream()
        .findFirst()
        .map(ClientPrincipal::getAddress)
        .orElse("unknown");
  }

  @Override
  public boolean commit() throws LoginException {
    ready(subject).getPrincipals().addAll(principals);
    return true;
  }

  @Override
  public boolean abort() throws LoginException {
    return logout();
  }

  @Override
  public boolean logout() throws LoginException {
    ready(subject).getPrincipals().removeAll(principals);
    principals.clear();
    return true;
  }

  private static <T> T ready(@Nullable T part) throws LoginException {
    if (part == null) {
      throw new LoginException("The sign-in module was not initialized");
    }
    return part;
  }
}
