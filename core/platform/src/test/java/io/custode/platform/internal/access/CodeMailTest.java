// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.Unavailable;
import io.custode.api.mail.Mail;
import io.custode.api.mail.MailMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A code goes to who is to use it, or to who asked for it: never to nobody. */
class CodeMailTest {
  private static final OwnPasswords.Code CODE =
      new OwnPasswords.Code("anna", "s3cret-code", Instant.parse("2026-12-01T10:00:00Z"));

  private final List<MailMessage> sent = new ArrayList<>();
  private int made;

  private CodeMail.Issued issue(boolean setUp, boolean works, String address) {
    var mail =
        new Mail() {
          @Override
          public boolean isSetUp() {
            return setUp;
          }

          @Override
          public void send(MailMessage message) {
            if (!works) {
              throw new Unavailable("The mail server is away.", Duration.ofMinutes(1));
            }
            sent.add(message);
          }
        };
    var console = new ConsoleAddress("https://rmm.example.com");
    return new CodeMail(console, mail)
        .issue(
            address.isEmpty() ? null : address,
            () -> {
              made++;
              return CODE;
            });
  }

  @Test
  void aMailedCodeIsNotShownAndItsLinkHoldsNoSecret() {
    var issued = issue(true, true, "anna@example.com");
    assertThat(issued.code()).isNull();
    assertThat(issued.mailedTo()).isEqualTo("anna@example.com");
    assertThat(sent).hasSize(1);
    assertThat(sent.get(0).to()).containsExactly("anna@example.com");
    assertThat(sent.get(0).text())
        .contains("Code: s3cret-code", "Codice: s3cret-code", "https://rmm.example.com/sign-in\n");
  }

  @Test
  void aCodeThatCouldNotBeMailedIsShownWithTheReason() {
    var issued = issue(true, false, "anna@example.com");
    assertThat(issued.code()).isEqualTo("s3cret-code");
    assertThat(issued.mailFailure()).isEqualTo("The mail server is away.");
    assertThat(issued.toString()).doesNotContain("s3cret-code");
  }

  @Test
  void withoutAMailServerOrAnAddressNoCodeIsMade() {
    assertThatThrownBy(() -> issue(false, true, "anna@example.com")).isInstanceOf(Conflict.class);
    assertThatThrownBy(() -> issue(true, true, "anna@example.com\nBcc: x@example.com"))
        .isInstanceOf(Invalid.class);
    assertThat(made).isZero();
    assertThat(issue(false, true, "").code()).isEqualTo("s3cret-code");
  }
}
