// SPDX-License-Identifier: Apache-2.0
package io.custode.core.access;

import io.custode.api.access.Principal;
import io.custode.api.json.Json;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Signing in by passkeys, and making them. What browsers are given and answer is the JSON of Web
 * Authentication Level 3. Every failure looks the same to the caller, and is throttled and audited.
 */
@ProviderType
public interface PasskeySignIn {
  /**
   * What a browser needs to use a passkey; good for two minutes and one answer.
   *
   * @throws io.custode.api.error.Problem {@code public-address-missing}
   */
  Json ask();

  /**
   * By a passkey alone: its device has verified who uses it.
   *
   * @param used what the browser answered
   * @param address where the call comes from
   * @throws io.custode.api.error.SignedOut if it does not hold
   * @throws io.custode.api.error.Problem {@code address-not-allowed}
   * @throws io.custode.api.error.TooMany after too many failures
   */
  Principal passkey(Json used, String address);

  /**
   * By a password, with a passkey as the second factor.
   *
   * @param password wiped by the callee
   * @param used what the browser answered
   * @throws io.custode.api.error.SignedOut if they do not fit
   */
  Principal password(String user, char[] password, Json used, String address);

  /**
   * What the current principal's browser needs to make a passkey.
   *
   * @param password his; wiped by the callee
   * @throws io.custode.api.error.Problem {@code wrong-password}
   */
  Json begin(char[] password);

  /**
   * Adds a passkey to the current principal.
   *
   * @param label what he calls it, 1 to 100 characters
   * @param made what the browser answered
   * @return its id
   * @throws io.custode.api.error.Problem {@code passkey-refused} if it does not hold
   */
  String add(String label, Json made);
}
