// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Columns;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.page.Page;
import io.custode.platform.internal.command.Listing;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** List keys for the shell. */
@Component(service = Command.class)
@CommandName(
    value = "msp.ssh-key-list",
    description = "List your keys for the shell, or everybody's if you may see users")
@Columns({"id", "user", "label", "type", "fingerprint", "usedAt"})
@RequiresPermission("core.self.manage")
@Risk(RiskClass.READ)
public final class SshKeyList implements Command<SshKeyList.Input, Page<SshKey>> {
  /** Whose, and which page. */
  public record Input(
      @Doc("Sign-in name of the user whose keys are wanted") @Nullable String user,
      @Doc(Listing.LIMIT) @Nullable Integer limit,
      @Doc(Listing.CURSOR) @Nullable String cursor) {}

  private final SshKeys keys;

  @Activate
  public SshKeyList(@Reference SshKeys keys) {
    this.keys = keys;
  }

  @Override
  public Page<SshKey> execute(Input in, CommandContext context) {
    return keys.find(in.user(), Listing.page(in.limit(), in.cursor()));
  }
}
