// SPDX-License-Identifier: Apache-2.0
package io.custode.core.access;

import io.custode.api.access.Principal;
import io.custode.api.access.UserId;
import java.security.PublicKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Finds out who calls. Every failure looks the same to the caller, and is throttled and audited.
 */
@ProviderType
public interface SignIn {
  /**
   * @param user sign-in name
   * @param password wiped by the callee
   * @param code of the second factor, or a recovery code; null or blank if none was given
   * @param address where the call comes from, for throttling
   * @throws io.custode.api.error.SignedOut if they do not fit
   * @throws io.custode.api.error.Problem {@code second-factor-needed} if all is right but a code is
   *     needed; {@code address-not-allowed} if he may not come from there
   * @throws io.custode.api.error.TooMany after too many failures
   */
  Principal password(String user, char[] password, @Nullable String code, String address);

  /**
   * @param key which the caller has proved to hold
   * @param address where the call comes from
   * @return the user whose key it is, if it is one of his and he may come from there
   */
  Optional<Principal> publicKey(String user, PublicKey key, String address);

  /**
   * @param bearer the whole API token
   * @throws io.custode.api.error.TooMany after too many failures from that address
   */
  Optional<Principal> token(String bearer, String address);

  /**
   * Sets a user's password with a one-time code; his sessions end.
   *
   * @param code as it was shown to him
   * @param password wiped by the callee
   * @throws io.custode.api.error.SignedOut if user and code do not fit, or it was used or has ended
   * @throws io.custode.api.error.TooMany after too many failures
   * @throws io.custode.api.error.Invalid if the password is not good enough; the code stays good
   */
  void setPassword(String user, String code, char[] password, String address);

  /** Opens a browser session. */
  Session open(Principal principal, Origin origin);

  /**
   * Finds the session of a request, which keeps it from ending idle.
   *
   * @param secret the cookie's value
   * @param address where the request comes from
   */
  Optional<Session> session(String secret, String address);

  /**
   * @return whose session it is, if it goes on; without keeping it from ending idle
   */
  Optional<Principal> still(String secret, String address);

  /**
   * @return the user as he is now; empty if he may not come in any more
   */
  Optional<Principal> now(UserId user);

  /** Ends a browser session; done twice it is done once. */
  void close(String secret);

  /**
   * Where a session was opened, for its owner to recognise it by.
   *
   * @param browser what it calls itself; of any length, cut when stored
   */
  record Origin(String address, String browser) {}

  /**
   * A browser session.
   *
   * @param secret for the cookie; stored only as a hash
   * @param csrf to be sent back in {@code X-CSRF-Token} with every change
   */
  record Session(String secret, String csrf, Principal principal) {
    @Override
    public String toString() {
      return "Session[" + principal.name() + "]";
    }
  }
}
