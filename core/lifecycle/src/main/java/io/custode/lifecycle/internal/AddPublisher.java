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
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Trusts a publisher. */
@Component(service = Command.class)
@CommandName(
    value = "msp.publisher-add",
    description = "Trusts a publisher: his plugins may be installed on all nodes")
@RequiresPermission("core.publisher.decide")
@Risk(RiskClass.DANGEROUS)
public final class AddPublisher implements Command<AddPublisher.Input, KnownPublisher> {
  /** What is asked. */
  public record Input(
      @Doc("The certificate as PEM, or the file: URL of it on the platform's machine")
          String certificate,
      @Doc("How to call the publisher; default: as the certificate says") @Nullable String name) {}

  private final KnownPublishers publishers;

  @Activate
  public AddPublisher(@Reference KnownPublishers publishers) {
    this.publishers = publishers;
  }

  @Override
  public KnownPublisher execute(Input input, CommandContext context) {
    return publishers.add(input.certificate(), input.name());
  }
}
