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
import io.custode.core.trust.KnownPublisher;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists publishers. */
@Component(service = Command.class)
@CommandName(
    value = "msp.publisher-list",
    description = "Lists the publishers whom the installation trusts, or does not any more")
@Columns({"name", "key", "state", "endsAt", "plugins", "reason"})
@RequiresPermission("core.publisher.read")
@Risk(RiskClass.READ)
public final class ListPublishers implements Command<ListPublishers.Input, Page<KnownPublisher>> {
  /** What is asked. */
  public record Input() {}

  private final KnownPublishers publishers;

  @Activate
  public ListPublishers(@Reference KnownPublishers publishers) {
    this.publishers = publishers;
  }

  @Override
  public Page<KnownPublisher> execute(Input input, CommandContext context) {
    return new Page<>(publishers.list(), null);
  }
}
