// SPDX-License-Identifier: Apache-2.0
package io.custode.api.mail;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Sends mail, if it is set up. It waits for the mail server, which may take a minute: not to be
 * called in an open transaction, nor in a listener to events.
 */
@ProviderType
public interface Mail {
  /**
   * @return whether there is a mail server to send by
   */
  boolean isSetUp();

  /**
   * Hands a message to the mail server.
   *
   * @throws io.custode.api.error.Unavailable if the server is away, too slow, or says "later";
   *     nothing was sent
   * @throws io.custode.api.error.Conflict {@code mail-not-set-up}; {@code mail-refused} if the
   *     server takes it for none of the recipients, or not at all: trying again changes nothing
   */
  void send(MailMessage message);
}
