// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.rule;

import io.custode.api.access.RequiresPermission;
import io.custode.api.asset.AssetId;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.page.Page;
import io.custode.api.policy.Policies;
import io.custode.plugin.monitoring.internal.Metrics;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The rules that a machine has by all levels of its policy. */
@Component(service = Command.class)
@CommandName(value = "monitoring.rule-list", description = "Rules that apply to a machine")
@RequiresPermission(Metrics.READ)
@Risk(RiskClass.READ)
public final class ListRules implements Command<ListRules.Input, Page<Rule>> {
  /** Which machine's. */
  public record Input(@Doc("The machine, of the tenant that is named") AssetId asset) {}

  private final Policies policies;

  @Activate
  public ListRules(@Reference Policies policies) {
    this.policies = policies;
  }

  @Override
  public Page<Rule> execute(Input in, CommandContext context) {
    return new Page<>(policies.of(in.asset(), Rules.class).all(), null);
  }
}
