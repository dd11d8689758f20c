// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Call a passkey something else. */
@Component(service = Command.class)
@CommandName(value = "msp.passkey-rename", description = "Call one of your passkeys something else")
@RequiresPermission("core.self.manage")
@Risk(RiskClass.CHANGE)
public final class PasskeyRename implements Command<PasskeyRename.Input, Passkey> {
  /** What is asked for. */
  public record Input(
      @Doc("Id as msp:passkey-list shows it") String id,
      @Doc("What you call it, 1 to 100 characters") String label) {}

  private final Passkeys passkeys;

  @Activate
  public PasskeyRename(@Reference Passkeys passkeys) {
    this.passkeys = passkeys;
  }

  @Override
  public Passkey execute(Input in, CommandContext context) {
    return passkeys.rename(in.id(), in.label());
  }
}
