// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Columns;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.page.Page;
import io.custode.core.trust.Revocation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists revocations. */
@Component(service = Command.class)
@CommandName(
    value = "msp.revocation-list",
    description = "Lists the keys and jars that were revoked")
@Columns({"what", "at", "by", "reason", "liftedAt"})
@RequiresPermission("core.publisher.read")
@Risk(RiskClass.READ)
public final class ListRevocations implements Command<ListRevocations.Input, Page<Revocation>> {
  /** What is asked. */
  public record Input() {}

  private final KnownPublishers publishers;

  @Activate
  public ListRevocations(@Reference KnownPublishers publishers) {
    this.publishers = publishers;
  }

  @Override
  public Page<Revocation> execute(Input input, CommandContext context) {
    return new Page<>(publishers.revocations(), null);
  }
}
