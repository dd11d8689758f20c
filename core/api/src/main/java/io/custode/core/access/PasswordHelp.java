// SPDX-License-Identifier: Apache-2.0
package io.custode.core.access;

import org.osgi.annotation.versioning.ProviderType;

/** For who forgot his password: a one-time code goes to the mail address that is kept of him. */
@ProviderType
public interface PasswordHelp {
  /**
   * @return whether there is a mail server to send by
   */
  boolean isThere();

  /**
   * Asks for a code. What comes of it is told to nobody but the receiver: for a name that nobody
   * has, or has no address, nothing is sent, and it takes as long to say so.
   *
   * @param user sign-in name, as it was typed
   * @param address where the call comes from, for throttling
   * @throws io.custode.api.error.TooMany after too many calls from there
   * @throws io.custode.api.error.Unavailable if too many are asked for at once
   */
  void ask(String user, String address);
}
