// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.policy;

import io.custode.api.access.RequiresPermission;
import io.custode.api.asset.AssetId;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Done;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.error.NotFound;
import io.custode.api.group.GroupId;
import io.custode.api.policy.Policies;
import io.custode.api.tenant.SiteId;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Clear what is set for a target, so that all is inherited. */
@Component(service = Command.class)
@CommandName(
    value = "msp.policy-clear",
    description = "Clear what is set for a target, so that all is inherited")
@RequiresPermission("core.policy.write")
@Risk(RiskClass.CHANGE)
public final class PolicyClear implements Command<PolicyClear.Input, Done> {
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
  public PolicyClear(@Reference Policies policies, @Reference PolicyTargets targets) {
    this.policies = policies;
    this.targets = targets;
  }

  @Override
  public Done execute(Input in, CommandContext context) {
    var target = targets.of(in.site(), in.group(), in.asset());
    var now = policies.get(in.type(), target).orElseThrow(() -> new NotFound("policy for", target));
    policies.clear(in.type(), target, now.revision());
    return new Done("The policy was cleared; its history stays.");
  }
}
