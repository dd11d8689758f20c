// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Done;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.secret.SecretValue;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Change one's own password. */
@Component(service = Command.class)
@CommandName(
    value = "msp.password-change",
    description = "Change your own password; your sessions end")
@RequiresPermission("core.self.manage")
@Risk(RiskClass.CHANGE)
public final class PasswordChange implements Command<PasswordChange.Input, Done> {
  /** What is asked for. */
  public record Input(
      @Doc("Your password until now") SecretValue current,
      @Doc("Your new password, 12 to 256 characters") SecretValue next) {}

  private final OwnPasswords passwords;

  @Activate
  public PasswordChange(@Reference OwnPasswords passwords) {
    this.passwords = passwords;
  }

  @Override
  public Done execute(Input in, CommandContext context) {
    var current = in.current().chars();
    var next = in.next().chars();
    try {
      passwords.change(current, next);
      return new Done("Your password is changed. Sign in with it.");
    } finally {
      in.current().close();
      in.next().close();
      PasswordRules.wipe(current);
      PasswordRules.wipe(next);
    }
  }
}
