// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.secret.SecretValue;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Say where one is sent a code if one forgets the password. */
@Component(service = Command.class)
@CommandName(
    value = "msp.mail-address-set",
    description = "Say where you are sent a code if you forget your password")
@RequiresPermission("core.self.manage")
@Risk(RiskClass.CHANGE)
public final class MailAddressSet implements Command<MailAddressSet.Input, MailAddresses.Known> {
  /** What is asked for. */
  public record Input(
      @Doc("Mail address; left out: none") @Nullable String address,
      @Doc("Your password") SecretValue password) {}

  private final MailAddresses addresses;

  @Activate
  public MailAddressSet(@Reference MailAddresses addresses) {
    this.addresses = addresses;
  }

  @Override
  public MailAddresses.Known execute(Input in, CommandContext context) {
    var password = in.password().chars();
    try {
      return addresses.setOwn(in.address(), password);
    } finally {
      PasswordRules.wipe(password);
      in.password().close();
    }
  }
}
