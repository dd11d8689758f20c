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
import io.custode.api.policy.PolicyTypeInfo;
import io.custode.platform.internal.command.Listing;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** List the types of policies, also those whose plugin is away. */
@Component(service = Command.class)
@CommandName(
    value = "msp.policy-type-list",
    description = "List the types of policies, also those whose plugin is away")
@Columns({"name", "known", "description"})
@RequiresPermission("core.policy.read")
@Risk(RiskClass.READ)
public final class PolicyTypeList implements Command<PolicyTypeList.Input, Page<PolicyTypeInfo>> {
  /** Which page. */
  public record Input(
      @Doc(Listing.LIMIT) @Nullable Integer limit, @Doc(Listing.CURSOR) @Nullable String cursor) {}

  private final Policies policies;

  @Activate
  public PolicyTypeList(@Reference Policies policies) {
    this.policies = policies;
  }

  @Override
  public Page<PolicyTypeInfo> execute(Input in, CommandContext context) {
    return policies.types(Listing.page(in.limit(), in.cursor()));
  }
}
