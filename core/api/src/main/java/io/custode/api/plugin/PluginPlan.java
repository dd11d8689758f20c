// SPDX-License-Identifier: Apache-2.0
package io.custode.api.plugin;

import io.custode.api.removal.RemovedIn;
import java.util.List;

/**
 * What an install or uninstall would do, or did. A plan that touches any bundle but the plugin's
 * own and those that it brings is refused, unless it is another plugin's that was named and
 * approved.
 *
 * @param verb {@code install}, {@code update} (another version is there), {@code rollback} or
 *     {@code uninstall}
 * @param start symbolic names of the bundles that start
 * @param stop symbolic names of the bundles that stop
 * @param refresh symbolic names of the bundles whose classes are dropped
 * @param schema what it would do to the plugin's tables, in this order
 * @param capabilities what it asks for newly, and no more
 * @param api what happens to API bundles, and to the plugins that use them
 * @param modules what happens to modules for the agents
 * @param platform whether it is built for this platform
 * @param refused why it cannot be done, empty if it can
 */
public record PluginPlan(
    String verb,
    PluginId id,
    String version,
    String publisher,
    List<String> start,
    List<String> stop,
    List<String> refresh,
    List<SchemaStep> schema,
    CapabilityChange capabilities,
    List<ApiStep> api,
    List<ModuleChange> modules,
    PlatformNeed platform,
    List<String> refused) {
  public PluginPlan {
    start = List.copyOf(start);
    stop = List.copyOf(stop);
    refresh = List.copyOf(refresh);
    schema = List.copyOf(schema);
    api = List.copyOf(api);
    modules = List.copyOf(modules);
    refused = List.copyOf(refused);
  }

  /**
   * One that tells of bundles only.
   *
   * @deprecated say what becomes of tables, API bundles and modules too
   */
  @Deprecated(since = "0.2.0", forRemoval = true)
  @RemovedIn("0.4.0")
  public PluginPlan(
      String verb,
      PluginId id,
      String version,
      String publisher,
      List<String> start,
      List<String> stop,
      List<String> refused) {
    this(
        verb,
        id,
        version,
        publisher,
        start,
        stop,
        List.of(),
        List.of(),
        new CapabilityChange(List.of(), List.of()),
        List.of(),
        List.of(),
        new PlatformNeed("", "", true),
        refused);
  }
}
