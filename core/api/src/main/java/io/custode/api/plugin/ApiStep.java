// SPDX-License-Identifier: Apache-2.0
package io.custode.api.plugin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens to an API bundle that the plugin brings: classes that other plugins import.
 *
 * @param name symbolic name of the API bundle
 * @param from its version that the plugin has used so far; null if it comes
 * @param to its version that the plugin will use; null if it goes. The same as {@code from} if the
 *     versions of its packages are the same: then what is there stays, and nobody is wired anew
 * @param restarts ids of other plugins that would be restarted to meet the plugin again, in the
 *     order of their ids: they offer or use services of this API and accept the new version
 * @param leaves ids of other plugins that do not accept the new version. They stay on the one that
 *     is there and do not meet the plugin any more until they are updated
 * @param keeps ids of other plugins that share no service of this API. They go on with the version
 *     that is there, which stays until nobody uses it
 */
public record ApiStep(
    String name,
    @Nullable String from,
    @Nullable String to,
    List<PluginId> restarts,
    List<PluginId> leaves,
    List<PluginId> keeps) {
  public ApiStep {
    restarts = List.copyOf(restarts);
    leaves = List.copyOf(leaves);
    keeps = List.copyOf(keeps);
  }
}
