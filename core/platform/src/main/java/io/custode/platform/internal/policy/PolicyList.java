// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.policy;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Columns;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.page.Page;
import io.custode.api.policy.Policies;
import io.custode.api.policy.Policy;
import io.custode.api.policy.PolicyLevel;
import io.custode.api.policy.PolicyQuery;
import io.custode.platform.internal.command.Listing;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** List the policies that are set. */
@Component(service = Command.class)
@CommandName(value = "msp.policy-list", description = "List the policies that are set")
@Columns({"type", "known", "target", "values", "locked", "tenant"})
@RequiresPermission("core.policy.read")
@Risk(RiskClass.READ)
public final class PolicyList implements Command<PolicyList.Input, Page<Policy>> {
  /** Which. */
  public record Input(
      @Doc("Of this type") @Nullable String type,
      @Doc("Of this level") @Nullable PolicyLevel level,
      @Doc(Listing.LIMIT) @Nullable Integer limit,
      @Doc(Listing.CURSOR) @Nullable String cursor) {}

  private final Policies policies;

  @Activate
  public PolicyList(@Reference Policies policies) {
    this.policies = policies;
  }

  @Override
  public Page<Policy> execute(Input in, CommandContext context) {
    return policies.find(
        new PolicyQuery(in.type(), in.level()), Listing.page(in.limit(), in.cursor()));
  }
}
