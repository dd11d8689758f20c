// SPDX-License-Identifier: Apache-2.0
package io.custode.api.plugin;

import java.util.List;

/**
 * What an install or uninstall would do, or did. A plan that touches any bundle but the plugin's
 * own is refused.
 *
 * @param verb {@code install}, {@code update} (another version is there) or {@code uninstall}
 * @param start symbolic names of the bundles that start
 * @param stop symbolic names of the bundles that stop
 * @param refused why it cannot be done, empty if it can
 */
public record PluginPlan(
    String verb,
    PluginId id,
    String version,
    String publisher,
    List<String> start,
    List<String> stop,
    List<String> refused) {
  public PluginPlan {
    start = List.copyOf(start);
    stop = List.copyOf(stop);
    refused = List.copyOf(refused);
  }
}
