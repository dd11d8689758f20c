// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.audit.Audit;
import io.custode.api.error.Conflict;
import io.custode.api.plugin.InstallChoice;
import io.custode.api.plugin.PluginPlan;
import io.custode.api.plugin.SchemaStep;
import java.util.Optional;

/** What of a plan somebody has to agree to before it is carried out. */
final class Agreement {
  private static final String INSTALL = "core.plugin.install";
  private final PluginRows rows;
  private final Audit audit;
  private final SecondPerson second;

  Agreement(PluginRows rows, Audit audit, SecondPerson second) {
    this.rows = rows;
    this.audit = audit;
    this.second = second;
  }

  /**
   * A plan that is refused anyway says why itself.
   *
   * @throws Conflict if nobody agreed; nothing was changed
   */
  void require(PluginJar plugin, PluginPlan plan, InstallChoice choice) {
    if (!plan.refused().isEmpty()) {
      return;
    }
    if (plan.verb().equals("rollback")) {
      // it ran here, so somebody agreed to what it asks for; but no way back rewrites data
      refuseRewrite(plan);
      return;
    }
    if (!choice.acceptRewrite()) {
      refuseRewrite(plan);
    }
    // whoever installs a plugin chose it as it is; that it gets more later is a choice again
    if (!choice.acceptCapabilities() && plan.verb().equals("update")) {
      refuseWider(plan);
    }
    second.require(plugin, before(plugin), plan);
  }

  private Optional<PluginRow> before(PluginJar plugin) {
    return rows.present(plugin.id());
  }

  /**
   * What was agreed to was done.
   *
   * @param before what was there
   */
  void used(PluginJar plugin, Optional<PluginRow> before) {
    second.used(plugin, before);
  }

  private void refuseRewrite(PluginPlan plan) {
    var steps =
        plan.schema().stream().filter(SchemaStep::rewritesData).map(SchemaStep::id).toList();
    if (steps.isEmpty()) {
      return;
    }
    audit.refused(INSTALL, "plugin/" + plan.id(), "nobody agreed that it rewrites data");
    throw new Conflict(
        "plugin-rewrites-data",
        plan.id()
            + " "
            + plan.version()
            + " rewrites what is in its tables (change set "
            + String.join(", ", steps)
            + "), and no earlier version can come back after that; nothing was changed.",
        "Read the plan, take a backup, then install it with --accept-rewrite (REST:"
            + " acceptRewrite).");
  }

  private void refuseWider(PluginPlan plan) {
    var added = plan.capabilities().added();
    if (added.isEmpty()) {
      return;
    }
    audit.refused(INSTALL, "plugin/" + plan.id(), "nobody agreed that it asks for more");
    throw new Conflict(
        "plugin-asks-for-more",
        plan.id()
            + " "
            + plan.version()
            + " asks for what the version that is there did not: "
            + String.join(", ", added)
            + "; nothing was changed.",
        "Read the plan, then install it with --accept-capabilities true (REST:"
            + " acceptCapabilities).");
  }
}
