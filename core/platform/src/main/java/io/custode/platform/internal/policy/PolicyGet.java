// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.policy;

import io.custode.api.access.RequiresPermission;
import io.custode.api.asset.AssetId;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.error.NotFound;
import io.custode.api.group.GroupId;
import io.custode.api.policy.Policies;
import io.custode.api.policy.Policy;
import io.custode.api.tenant.SiteId;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Show what is set for a target. */
@Component(service = Command.class)
@CommandName(value = "msp.policy-get", description = "Show what is set for a target")
@RequiresPermission("core.policy.read")
@Risk(RiskClass.READ)
public final class PolicyGet implements Command<PolicyGet.Input, Policy> {
  /** Which. */
  public record Input(
      @Doc("Type of policy") String type,
      @Doc("For this site") @Nullable SiteId site,
      @Doc("For this asset group") @Nullable GroupId group,
      @Doc("For this asset; without any of the three for the tenant, or the provider")
          @Nullable AssetId asset) {}

  private final Policies policies;
  private final PolicyTargets targets;

  @Activate
  public PolicyGet(@Reference Policies policies, @Reference PolicyTargets targets) {
    this.policies = policies;
    this.targets = targets;
  }

  @Override
  public Policy execute(Input in, CommandContext context) {
    var target = targets.of(in.site(), in.group(), in.asset());
    return policies.get(in.type(), target).orElseThrow(() -> new NotFound("policy for", target));
  }
}
