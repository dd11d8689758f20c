// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.core.trust.Revocation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes a revocation back. */
@Component(service = Command.class)
@CommandName(
    value = "msp.revocation-lift",
    description = "Takes a revocation back: what it had put out of service runs again")
@RequiresPermission("core.publisher.decide")
@Risk(RiskClass.DANGEROUS)
public final class LiftRevocation implements Command<LiftRevocation.Input, Revocation> {
  /** What is asked. */
  public record Input(@Doc("key: or jar: and its SHA-256") String what) {}

  private final KnownPublishers publishers;

  @Activate
  public LiftRevocation(@Reference KnownPublishers publishers) {
    this.publishers = publishers;
  }

  @Override
  public Revocation execute(Input input, CommandContext context) {
    return publishers.lift(input.what());
  }
}
