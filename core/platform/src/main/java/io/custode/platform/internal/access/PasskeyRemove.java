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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Remove a passkey of the caller. */
@Component(service = Command.class)
@CommandName(value = "msp.passkey-remove", description = "Remove one of your passkeys")
@RequiresPermission("core.self.manage")
@Risk(RiskClass.CHANGE)
public final class PasskeyRemove implements Command<PasskeyRemove.Input, Done> {
  /** What is asked for. */
  public record Input(@Doc("Id as msp:passkey-list shows it") String id) {}

  private final Passkeys passkeys;

  @Activate
  public PasskeyRemove(@Reference Passkeys passkeys) {
    this.passkeys = passkeys;
  }

  @Override
  public Done execute(Input in, CommandContext context) {
    passkeys.remove(in.id());
    return new Done("That passkey opens nothing any more.");
  }
}
