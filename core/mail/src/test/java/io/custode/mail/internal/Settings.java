// SPDX-License-Identifier: Apache-2.0
package io.custode.mail.internal;

import java.lang.annotation.Annotation;

/** Settings of the mail server, as an administrator would make them. */
record Settings(
    String host, int port, SmtpMail.Security security, String user, String from, int timeoutSeconds)
    implements SmtpMail.Config {
  static Settings to(int port) {
    return new Settings("localhost", port, SmtpMail.Security.NONE, "", "msp@example.com", 2);
  }

  Settings with(SmtpMail.Security next) {
    return new Settings(host, port, next, user, from, timeoutSeconds);
  }

  Settings signedInAs(String next) {
    return new Settings(host, port, security, next, from, timeoutSeconds);
  }

  @Override
  public Class<? extends Annotation> annotationType() {
    return SmtpMail.Config.class;
  }
}
