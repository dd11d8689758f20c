// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.error.Conflict;
import io.custode.api.error.Problem;
import io.custode.api.mail.Mail;
import io.custode.api.mail.MailMessage;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Sends a one-time code to who is to use it, if mail is set up. */
@Component(service = CodeMail.class)
public final class CodeMail {
  /**
   * What became of a code.
   *
   * @param code null if it was mailed: nobody but the receiver is to have it
   * @param mailedTo where it went, or null
   * @param mailFailure why it was not mailed although it should have been, or null
   */
  public record Issued(
      String user,
      @Nullable String code,
      Instant endsAt,
      @Nullable String mailedTo,
      @Nullable String mailFailure) {
    @Override
    public String toString() {
      return "Issued[" + user + "]";
    }
  }

  private final ConsoleAddress console;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable Mail mail;

  @Activate
  public CodeMail(@Reference ConsoleAddress console) {
    this.console = console;
  }

  CodeMail(ConsoleAddress console, @Nullable Mail mail) {
    this(console);
    this.mail = mail;
  }

  /**
   * @param to null: it is shown instead
   * @param make makes the code; not called if there is no way to send it
   */
  Issued issue(@Nullable String to, Supplier<OwnPasswords.Code> make) {
    if (to == null) {
      return shown(make.get(), null);
    }
    MailMessage.checkAddress("mailTo", to);
    var sender = ready();
    var code = make.get();
    try {
      sender.send(message(to, code));
      return new Issued(code.user(), null, code.endsAt(), to, null);
    } catch (Problem e) {
      // the code is made and good: whoever asked for it passes it on himself
      return shown(code, e.what());
    }
  }

  boolean isThere() {
    var sender = mail;
    return sender != null && sender.isSetUp();
  }

  /**
   * Sends a code to nobody but its user.
   *
   * @throws Problem if it was not taken
   */
  void send(String to, OwnPasswords.Code code) {
    ready().send(message(to, code));
  }

  private Mail ready() {
    var sender = mail;
    if (sender == null || !sender.isSetUp()) {
      throw new Conflict(
          "mail-not-set-up",
          "There is no mail server; nothing was changed.",
          "Leave the address out to be shown the code, or set mail up.");
    }
    return sender;
  }

  private static Issued shown(OwnPasswords.Code code, @Nullable String failure) {
    return new Issued(code.user(), code.code(), code.endsAt(), null, failure);
  }

  private MailMessage message(String to, OwnPasswords.Code code) {
    var where = console.link("/sign-in").map(link -> ": " + link).orElse("");
    var text =
        """
        You can set your password for Custode%1$s
        Choose "I have a one-time code" and enter:
        User: %2$s
        Code: %3$s
        It works once, until %4$s. If you did not expect this, do nothing.

        Puoi impostare la tua password per Custode%1$s
        Scegli "Ho un codice monouso" e inserisci:
        Utente: %2$s
        Codice: %3$s
        Vale una volta sola, fino al %4$s. Se non te lo aspettavi, ignora questo messaggio.
        """
            .formatted(where, code.user(), code.code(), code.endsAt());
    return new MailMessage(
        List.of(to), "Custode: set your password / imposta la tua password", text);
  }
}
