// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Show where one is sent a code if one forgets the password. */
@Component(service = Command.class)
@CommandName(
    value = "msp.mail-address-show",
    description = "Show where you are sent a code if you forget your password")
@RequiresPermission("core.self.manage")
@Risk(RiskClass.READ)
public final class MailAddressShow implements Command<MailAddressShow.Input, MailAddresses.Known> {
  /** Nothing is asked for. */
  public record Input() {}

  private final MailAddresses addresses;

  @Activate
  public MailAddressShow(@Reference MailAddresses addresses) {
    this.addresses = addresses;
  }

  @Override
  public MailAddresses.Known execute(Input in, CommandContext context) {
    return addresses.own();
  }
}
