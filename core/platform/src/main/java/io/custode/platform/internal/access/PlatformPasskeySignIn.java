// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.Principal;
import io.custode.api.audit.Audit;
import io.custode.api.error.SignedOut;
import io.custode.api.json.Json;
import io.custode.core.access.PasskeySignIn;
import io.custode.platform.internal.passkey.Refusal;
import java.util.Arrays;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** Passkeys, for the web door. */
@Component(scope = ServiceScope.BUNDLE)
public final class PlatformPasskeySignIn implements PasskeySignIn {
  private static final String VERB = "core.session.open";

  private final Passkeys passkeys;
  private final Credentials credentials;
  private final Throttle throttle;
  private final Audit audit;

  @Activate
  public PlatformPasskeySignIn(
      ComponentContext context,
      @Reference Passkeys passkeys,
      @Reference Credentials credentials,
      @Reference Throttle throttle,
      @Reference Audit audit) {
    this(passkeys, credentials, throttle, audit);
    CoreBundles.check(context);
  }

  /** For tests. */
  PlatformPasskeySignIn(
      Passkeys passkeys, Credentials credentials, Throttle throttle, Audit audit) {
    this.passkeys = passkeys;
    this.credentials = credentials;
    this.throttle = throttle;
    this.audit = audit;
  }

  @Override
  public Json ask() {
    return passkeys.ask();
  }

  @Override
  public Principal passkey(Json used, String address) {
    var key = "passkey " + address;
    throttle.check(key);
    try {
      var principal = credentials.byOther(passkeys.use(used), address, true);
      throttle.succeeded(key);
      return principal;
    } catch (Refusal e) {
      throttle.failed(key);
      audit.refused(VERB, "user/?", "passkey: " + e.getMessage() + " from " + address);
      throw new SignedOut();
    }
  }

  @Override
  public Principal password(String user, char[] password, Json used, String address) {
    try {
      return credentials.byPasswordAndPasskey(user, password, used, address);
    } catch (SignedOut e) {
      audit.refused(
          VERB,
          credentials.idOf(user).map(id -> "user/" + id).orElse("user/?"),
          "wrong name, password or passkey");
      throw e;
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  @Override
  public Json begin(char[] password) {
    try {
      return passkeys.begin(password);
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  @Override
  public String add(String label, Json made) {
    return passkeys.add(label, made).id();
  }
}
