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
import io.custode.api.group.GroupId;
import io.custode.api.json.Json;
import io.custode.api.policy.Policies;
import io.custode.api.policy.Policy;
import io.custode.api.tenant.SiteId;
import io.custode.core.json.JsonMapping;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** Set fields of a policy; others that are set stay. */
@Component(service = Command.class)
@CommandName(
    value = "msp.policy-set",
    description = "Set fields of a policy; others that are set stay")
@RequiresPermission("core.policy.write")
@Risk(RiskClass.CHANGE)
public final class PolicySet implements Command<PolicySet.Input, Policy> {
  /** What to set. */
  public record Input(
      @Doc("Type of policy") String type,
      @Doc("For this site") @Nullable SiteId site,
      @Doc("For this asset group") @Nullable GroupId group,
      @Doc("For this asset; without any of the three for the tenant, or the provider")
          @Nullable AssetId asset,
      @Doc("Fields and their values, {\"window\":\"PT2H\"}") @Nullable Json values,
      @Doc("Fields that nobody below may set otherwise") @Nullable List<String> lock,
      @Doc("Fields that they may again") @Nullable List<String> unlock,
      @Doc("Fields that are inherited again") @Nullable List<String> unset) {}

  private final Policies policies;
  private final PolicyTargets targets;
  private final JsonMapping json;

  @Activate
  public PolicySet(
      @Reference Policies policies,
      @Reference PolicyTargets targets,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) JsonMapping json) {
    this.policies = policies;
    this.targets = targets;
    this.json = json;
  }

  @Override
  public Policy execute(Input in, CommandContext context) {
    var target = targets.of(in.site(), in.group(), in.asset());
    var now = policies.get(in.type(), target).orElse(null);
    var edit = new PolicyLines(now);
    edit.unset(in.unset());
    edit.set(in.values() == null ? null : json.read(in.values(), PolicyLines.VALUES));
    edit.lock(in.lock(), in.unlock());
    return policies.set(in.type(), target, edit.change());
  }
}
