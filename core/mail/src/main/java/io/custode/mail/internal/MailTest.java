// SPDX-License-Identifier: Apache-2.0
package io.custode.mail.internal;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Done;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.mail.Mail;
import io.custode.api.mail.MailMessage;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Send a message to try the mail server. */
@Component(service = Command.class)
@CommandName(value = "msp.mail-test", description = "Send a message to try the mail server")
@RequiresPermission("core.mail.test")
@Risk(RiskClass.CHANGE)
public final class MailTest implements Command<MailTest.Input, Done> {
  /** To whom. */
  public record Input(@Doc("Address to send it to") String to) {}

  private final Mail mail;

  @Activate
  public MailTest(@Reference Mail mail) {
    this.mail = mail;
  }

  @Override
  public Done execute(Input in, CommandContext context) {
    mail.send(
        new MailMessage(
            List.of(in.to()),
            "Custode: this is a test / questa è una prova",
            "Mail from Custode arrives.\nLa posta di Custode arriva.\n"));
    return new Done("The mail server took a message to " + in.to() + ".");
  }
}
