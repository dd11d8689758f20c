// SPDX-License-Identifier: Apache-2.0
package io.custode.mail.internal;

import io.custode.api.error.Unavailable;
import io.custode.api.mail.Mail;
import io.custode.api.mail.MailMessage;
import io.custode.api.notice.Notice;
import io.custode.api.secret.SecretName;
import io.custode.spi.notice.Notifier;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Sends notices by mail. */
@Component
public final class MailNotifier implements Notifier {
  private final Mail mail;

  @Activate
  public MailNotifier(@Reference Mail mail) {
    this.mail = mail;
  }

  @Override
  public String channel() {
    return "mail";
  }

  @Override
  public void check(String target, @Nullable SecretName secret) {
    MailMessage.checkAddress("target", target);
  }

  @Override
  public void send(Notice notice, String target, @Nullable SecretName secret) {
    if (!mail.isSetUp()) {
      // mail that is set up tomorrow is in time for what waits
      throw new Unavailable("Mail is not set up.", Duration.ofMinutes(1));
    }
    mail.send(new MailMessage(List.of(target), notice.subject(), notice.text()));
  }
}
