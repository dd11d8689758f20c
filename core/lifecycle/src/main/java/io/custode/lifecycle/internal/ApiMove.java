// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.plugin.ApiStep;
import io.custode.api.plugin.PluginId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the API bundles of a plugin do to others when it comes.
 *
 * @param steps for people
 * @param wanted what the plugin will use, by name: its own, or what is there with the same packages
 * @param restarts other plugins that are wired anew, to meet the plugin again
 * @param kept for other plugins that stay on what is there
 */
record ApiMove(
    List<ApiStep> steps, List<ApiJar> wanted, Set<PluginId> restarts, List<ApiUse> kept) {
  static final ApiMove NONE = new ApiMove(List.of(), List.of(), Set.of(), List.of());

  ApiMove {
    steps = List.copyOf(steps);
    wanted = List.copyOf(wanted);
    restarts = Set.copyOf(restarts);
    kept = List.copyOf(kept);
  }

  /**
   * @return why an API bundle is there once the plugin has come
   */
  Set<ApiUse> after(PluginId plugin, Set<ApiUse> before) {
    var uses = new LinkedHashSet<>(before);
    uses.removeIf(use -> use.plugin().equals(plugin));
    uses.removeIf(use -> use.kept() && restarts.contains(use.plugin()));
    wanted.forEach(api -> uses.add(new ApiUse(plugin, api.sha256(), false)));
    // who brings it anyway needs not keep it
    kept.stream()
        .filter(use -> !uses.contains(new ApiUse(use.plugin(), use.sha256(), false)))
        .forEach(uses::add);
    return uses;
  }
}
