// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.plugin.PluginId;
import io.custode.core.call.BudgetWatch;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Puts a plugin out of service that takes more than it may, on all nodes: it would there too. */
@Component
public final class OverBudget implements BudgetWatch {
  private final Quarantines quarantines;
  private final LifecycleSettings settings;

  @Activate
  public OverBudget(@Reference Quarantines quarantines, @Reference LifecycleSettings settings) {
    this.quarantines = quarantines;
    this.settings = settings;
  }

  @Override
  public void exceeded(PluginId plugin, String reason) {
    quarantines.overBudget(plugin, reason, settings.node());
  }
}
