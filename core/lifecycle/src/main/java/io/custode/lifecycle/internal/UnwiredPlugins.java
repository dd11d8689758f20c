// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.plugin.PluginId;
import java.util.List;
import java.util.stream.Stream;
import org.apache.felix.utils.resource.CapabilitySet;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.resource.Capability;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;

/**
 * Installed plugins that have no wires on this node: another node has brought them a moment ago, or
 * nothing is resolved, as with {@code --safe}. What their jars in the database declare counts.
 */
final class UnwiredPlugins {
  private final PluginRows rows;
  private final NodePlugins node;

  UnwiredPlugins(PluginRows rows, NodePlugins node) {
    this.rows = rows;
    this.node = node;
  }

  /** One of them. */
  record Unwired(PluginId id, Resource declared) {
    /**
     * @return whether it would be wired to one of these packages
     */
    boolean imports(List<Capability> exports) {
      return imported(exports).findAny().isPresent();
    }

    /**
     * @return whether it could be wired to others in place of those that it imports now
     */
    boolean accepts(List<Capability> exports, List<Capability> others) {
      return imported(exports).allMatch(wanted -> isIn(others, wanted));
    }

    private Stream<Requirement> imported(List<Capability> exports) {
      return declared.getRequirements(PackageNamespace.PACKAGE_NAMESPACE).stream()
          .filter(wanted -> isIn(exports, wanted));
    }

    private boolean needs(String namespace, List<Capability> goes, List<Capability> stays) {
      return declared.getRequirements(namespace).stream()
          .filter(wanted -> !isOptional(wanted))
          .anyMatch(wanted -> isIn(goes, wanted) && !isIn(stays, wanted));
    }

    private static boolean isOptional(Requirement wanted) {
      return Constants.RESOLUTION_OPTIONAL.equals(
          wanted.getDirectives().get(Constants.RESOLUTION_DIRECTIVE));
    }

    private static boolean isIn(List<Capability> offered, Requirement wanted) {
      return offered.stream().anyMatch(one -> CapabilitySet.matches(one, wanted));
    }
  }

  /**
   * @param but one that is not asked for
   */
  List<Unwired> of(List<PluginRow> present, PluginId but) {
    return present.stream()
        .filter(row -> !row.id().equals(but) && !isWired(row))
        .map(row -> new Unwired(row.id(), declared(row)))
        .toList();
  }

  boolean isWired(PluginRow row) {
    return node.find(row.location())
        .filter(bundle -> bundle.adapt(BundleWiring.class) != null)
        .isPresent();
  }

  /**
   * @return what the jar of an installed plugin declares to offer and need
   */
  Resource declared(PluginRow row) {
    return PluginJar.resource(row.location(), JarContents.headers(rows.jar(row.sha256())));
  }

  /**
   * @param goes what will not be offered any more
   * @param stays what others offer
   * @return those that need what goes and would not find it
   */
  static List<PluginId> needing(
      List<Unwired> plugins, String namespace, List<Capability> goes, List<Capability> stays) {
    return plugins.stream()
        .filter(one -> one.needs(namespace, goes, stays))
        .map(Unwired::id)
        .toList();
  }
}
