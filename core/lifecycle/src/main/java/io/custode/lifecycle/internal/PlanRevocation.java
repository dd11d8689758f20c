// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.core.trust.RevocationPlan;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells what a revocation would stop. */
@Component(service = Command.class)
@CommandName(
    value = "msp.revocation-plan",
    description = "Tells which plugins and how many machines a revocation is of; changes nothing")
@RequiresPermission("core.publisher.decide")
@Risk(RiskClass.READ)
public final class PlanRevocation implements Command<PlanRevocation.Input, RevocationPlan> {
  /** What is asked. */
  public record Input(@Doc("key: or jar: and its SHA-256") String what) {}

  private final KnownPublishers publishers;

  @Activate
  public PlanRevocation(@Reference KnownPublishers publishers) {
    this.publishers = publishers;
  }

  @Override
  public RevocationPlan execute(Input input, CommandContext context) {
    return publishers.plan(input.what());
  }
}
