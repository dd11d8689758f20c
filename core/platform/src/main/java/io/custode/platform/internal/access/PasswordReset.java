// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Make a one-time code. */
@Component(service = Command.class)
@CommandName(
    value = "msp.password-reset",
    description = "Make a one-time code with which a user sets a new password")
@RequiresPermission("core.user.write")
@Risk(RiskClass.DANGEROUS)
public final class PasswordReset implements Command<PasswordReset.Input, CodeMail.Issued> {
  /** What is asked for. */
  public record Input(
      @Doc("Sign-in name") String user,
      @Doc("How long the code is good, at most P7D; default PT1H") @Nullable Duration validFor,
      @Doc("Mail address that the code is sent to instead of being shown")
          @Nullable String mailTo) {}

  private final OwnPasswords passwords;
  private final CodeMail mail;

  @Activate
  public PasswordReset(@Reference OwnPasswords passwords, @Reference CodeMail mail) {
    this.passwords = passwords;
    this.mail = mail;
  }

  @Override
  public CodeMail.Issued execute(Input in, CommandContext context) {
    return mail.issue(
        in.mailTo(),
        () -> passwords.issue(in.user(), CodeValidity.of(in.validFor(), Duration.ofHours(1))));
  }
}
