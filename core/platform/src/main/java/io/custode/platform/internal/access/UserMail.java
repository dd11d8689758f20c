// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Say where a user is sent a code if he forgets his password. */
@Component(service = Command.class)
@CommandName(
    value = "msp.user-mail",
    description = "Say where a user is sent a code if he forgets his password")
@RequiresPermission("core.user.write")
@Risk(RiskClass.DANGEROUS)
public final class UserMail implements Command<UserMail.Input, MailAddresses.Known> {
  /** What is asked for. */
  public record Input(
      @Doc("Sign-in name") String user,
      @Doc("Mail address; left out: none") @Nullable String address) {}

  private final MailAddresses addresses;

  @Activate
  public UserMail(@Reference MailAddresses addresses) {
    this.addresses = addresses;
  }

  @Override
  public MailAddresses.Known execute(Input in, CommandContext context) {
    return addresses.set(in.user(), in.address());
  }
}
