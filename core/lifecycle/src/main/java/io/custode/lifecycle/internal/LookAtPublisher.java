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

/** Reads a certificate before it is trusted. */
@Component(service = Command.class)
@CommandName(
    value = "msp.publisher-look",
    description = "Reads a publisher's certificate, to compare its fingerprint; changes nothing")
@RequiresPermission("core.publisher.decide")
@Risk(RiskClass.READ)
public final class LookAtPublisher implements Command<LookAtPublisher.Input, KnownPublisher> {
  /** What is asked. */
  public record Input(
      @Doc("The certificate as PEM, or the file: URL of it on the platform's machine")
          String certificate) {}

  private final KnownPublishers publishers;

  @Activate
  public LookAtPublisher(@Reference KnownPublishers publishers) {
    this.publishers = publishers;
  }

  @Override
  public KnownPublisher execute(Input input, CommandContext context) {
    return publishers.look(input.certificate());
  }
}
