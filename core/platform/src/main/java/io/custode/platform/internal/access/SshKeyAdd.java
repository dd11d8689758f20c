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

/** Come into the shell by a key. */
@Component(service = Command.class)
@CommandName(value = "msp.ssh-key-add", description = "Add a key by which you come into the shell")
@RequiresPermission("core.self.manage")
@Risk(RiskClass.CHANGE)
public final class SshKeyAdd implements Command<SshKeyAdd.Input, SshKey> {
  /** What is asked for. */
  public record Input(
      @Doc("Line of a public key file: ssh-ed25519 AAAA... ; RSA from 3072 bits") String key,
      @Doc("Your password") SecretValue password,
      @Doc("What you call it; default: its comment") @Nullable String label) {}

  private final SshKeys keys;

  @Activate
  public SshKeyAdd(@Reference SshKeys keys) {
    this.keys = keys;
  }

  @Override
  public SshKey execute(Input in, CommandContext context) {
    var password = in.password().chars();
    try {
      return keys.add(in.key(), in.label(), password);
    } finally {
      PasswordRules.wipe(password);
      in.password().close();
    }
  }
}
