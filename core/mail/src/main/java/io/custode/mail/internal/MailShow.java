// SPDX-License-Identifier: Apache-2.0
package io.custode.mail.internal;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Show by which server mail is sent. */
@Component(service = Command.class)
@CommandName(value = "msp.mail-show", description = "Show by which server mail is sent")
@RequiresPermission("core.mail.test")
@Risk(RiskClass.READ)
public final class MailShow implements Command<MailShow.Input, MailShow.Output> {
  /** Nothing is asked for. */
  public record Input() {}

  /**
   * How mail is set up; never the password.
   *
   * @param ready whether anything can be sent
   * @param user empty: it signs in as nobody
   */
  public record Output(
      boolean ready, String host, int port, SmtpMail.Security security, String user, String from) {}

  private final SmtpMail mail;

  @Activate
  public MailShow(@Reference SmtpMail mail) {
    this.mail = mail;
  }

  @Override
  public Output execute(Input in, CommandContext context) {
    var now = mail.config();
    return new Output(
        mail.isSetUp(), now.host(), now.port(), now.security(), now.user(), now.from());
  }
}
