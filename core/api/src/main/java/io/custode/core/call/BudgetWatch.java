// SPDX-License-Identifier: Apache-2.0
package io.custode.core.call;

import io.custode.api.plugin.PluginId;
import org.osgi.annotation.versioning.ConsumerType;

/** Is told of plugins that take more than they may. */
@ConsumerType
public interface BudgetWatch {
  /**
   * Told once, and again if it goes on.
   *
   * @param reason how much of what, on this node; a sentence
   */
  void exceeded(PluginId plugin, String reason);
}
