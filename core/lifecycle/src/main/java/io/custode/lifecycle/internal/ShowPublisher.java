// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.core.trust.KnownPublisher;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows a publisher. */
@Component(service = Command.class)
@CommandName(
    value = "msp.publisher-show",
    description = "Shows a publisher's certificates and where the trust comes from")
@RequiresPermission("core.publisher.read")
@Risk(RiskClass.READ)
public final class ShowPublisher implements Command<ShowPublisher.Input, KnownPublisher> {
  /** What is asked. */
  public record Input(@Doc("SHA-256 of the key") String key) {}

  private final KnownPublishers publishers;

  @Activate
  public ShowPublisher(@Reference KnownPublishers publishers) {
    this.publishers = publishers;
  }

  @Override
  public KnownPublisher execute(Input input, CommandContext context) {
    return publishers.show(input.key());
  }
}
