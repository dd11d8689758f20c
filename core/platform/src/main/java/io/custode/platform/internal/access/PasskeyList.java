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

/** List the caller's passkeys. */
@Component(service = Command.class)
@CommandName(value = "msp.passkey-list", description = "List your passkeys")
@Columns({"id", "label", "synced", "createdAt", "usedAt"})
@RequiresPermission("core.self.manage")
@Risk(RiskClass.READ)
public final class PasskeyList implements Command<PasskeyList.Input, Page<Passkey>> {
  /** Which page. */
  public record Input(
      @Doc(Listing.LIMIT) @Nullable Integer limit, @Doc(Listing.CURSOR) @Nullable String cursor) {}

  private final Passkeys passkeys;

  @Activate
  public PasskeyList(@Reference Passkeys passkeys) {
    this.passkeys = passkeys;
  }

  @Override
  public Page<Passkey> execute(Input in, CommandContext context) {
    return passkeys.find(Listing.page(in.limit(), in.cursor()));
  }
}
