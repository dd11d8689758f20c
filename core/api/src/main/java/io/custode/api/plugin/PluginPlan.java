// SPDX-License-Identifier: Apache-2.0
package io.custode.api.plugin;

import java.util.List;

/**
 * What an install or uninstall would do, or did. A plan that touches any bundle but the plugin's
 * own is refused.
 *
 * @param verb {@code install}, {@code update} (another version is there), {@code rollback} or
 *     {@code uninstall}
 * @param start symbolic names of the bundles that start
 * @param stop symbolic names of the bundles that stop
 * @param schema what it would do to the plugin's tables, in this order
 * @param refused why it cannot be done, empty if it can
 */
public record PluginPlan(
    String verb,
    PluginId id,
    String version,
    String publisher,
    List<String> start,
    List<String> stop,
    List<SchemaStep> schema,
    List<String> refused) {
  public PluginPlan {
    start = List.copyOf(start);
    stop = List.copyOf(stop);
    schema = List.copyOf(schema);
    refused = List.copyOf(refused);
  }
}
