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

/** Remove a key for the shell. */
@Component(service = Command.class)
@CommandName(
    value = "msp.ssh-key-remove",
    description = "Remove a key for the shell; connections that it opened go on")
@RequiresPermission("core.self.manage")
@Risk(RiskClass.CHANGE)
public final class SshKeyRemove implements Command<SshKeyRemove.Input, Done> {
  /** What is asked for. */
  public record Input(@Doc("Id as msp:ssh-key-list shows it") String id) {}

  private final SshKeys keys;

  @Activate
  public SshKeyRemove(@Reference SshKeys keys) {
    this.keys = keys;
  }

  @Override
  public Done execute(Input in, CommandContext context) {
    keys.remove(in.id());
    return new Done("That key opens nothing any more.");
  }
}
