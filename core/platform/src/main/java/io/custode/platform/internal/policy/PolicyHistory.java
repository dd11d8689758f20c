// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.policy;

import io.custode.api.access.RequiresPermission;
import io.custode.api.asset.AssetId;
import io.custode.api.command.Columns;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.group.GroupId;
import io.custode.api.page.Page;
import io.custode.api.policy.Policies;
import io.custode.api.policy.PolicyVersion;
import io.custode.api.tenant.SiteId;
import io.custode.platform.internal.command.Listing;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** List what was ever set for a target, newest first. */
@Component(service = Command.class)
@CommandName(
    value = "msp.policy-history",
    description = "List what was ever set for a target, newest first")
@Columns({"number", "changedAt", "changedBy", "cleared", "values", "locked"})
@RequiresPermission("core.policy.read")
@Risk(RiskClass.READ)
public final class PolicyHistory implements Command<PolicyHistory.Input, Page<PolicyVersion>> {
  /** Which. */
  public record Input(
      @Doc("Type of policy") String type,
      @Doc("For this site") @Nullable SiteId site,
      @Doc("For this asset group") @Nullable GroupId group,
      @Doc("For this asset; without any of the three for the tenant, or the provider")
          @Nullable AssetId asset,
      @Doc(Listing.LIMIT) @Nullable Integer limit,
      @Doc(Listing.CURSOR) @Nullable String cursor) {}

  private final Policies policies;
  private final PolicyTargets targets;

  @Activate
  public PolicyHistory(@Reference Policies policies, @Reference PolicyTargets targets) {
    this.policies = policies;
    this.targets = targets;
  }

  @Override
  public Page<PolicyVersion> execute(Input in, CommandContext context) {
    return policies.history(
        in.type(),
        targets.of(in.site(), in.group(), in.asset()),
        Listing.page(in.limit(), in.cursor()));
  }
}
