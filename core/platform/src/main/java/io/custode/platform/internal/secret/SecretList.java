// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.secret;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Columns;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.page.Page;
import io.custode.api.secret.SecretInfo;
import io.custode.platform.internal.command.Listing;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Which secrets there are; never what they are. */
@Component(service = Command.class)
@CommandName(value = "msp.secret-list", description = "Which secrets there are, by name")
@Columns({"name", "changedAt", "keyId"})
@RequiresPermission("core.secret.read")
@Risk(RiskClass.READ)
public final class SecretList implements Command<SecretList.Input, Page<SecretInfo>> {
  /** What to list. */
  public record Input(
      @Doc(Listing.LIMIT) @Nullable Integer limit, @Doc(Listing.CURSOR) @Nullable String cursor) {}

  private final JpaSecrets secrets;

  @Activate
  public SecretList(@Reference JpaSecrets secrets) {
    this.secrets = secrets;
  }

  @Override
  public Page<SecretInfo> execute(Input in, CommandContext context) {
    return secrets.find(Listing.page(in.limit(), in.cursor()));
  }
}
