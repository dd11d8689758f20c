// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.plugin.PluginId;
import io.custode.lifecycle.internal.UnwiredPlugins.Unwired;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.resource.Capability;

/** Which API bundle each plugin without wires would be wired to. For one look. */
final class UnwiredUsers {
  private final PluginRows rows;
  private final List<ApiRow> there;
  private final Set<ApiUse> uses;
  private final Set<String> present;
  private final List<Unwired> unwired;
  private final Map<ApiRow, List<Capability>> exports = new HashMap<>();

  /**
   * @param present all that are installed
   */
  UnwiredUsers(
      PluginRows rows,
      List<ApiRow> there,
      Set<ApiUse> uses,
      List<PluginRow> present,
      List<Unwired> unwired) {
    this.rows = rows;
    this.there = there;
    this.uses = uses;
    this.present = present.stream().map(PluginRow::location).collect(Collectors.toSet());
    this.unwired = unwired;
  }

  boolean isInstalled(String location) {
    return present.contains(location);
  }

  List<Unwired> of(ApiRow api) {
    return unwired.stream().filter(one -> uses(one, api)).toList();
  }

  /** What it brings or keeps is its own; else it gets the latest that it accepts. */
  private boolean uses(Unwired one, ApiRow api) {
    var named = there.stream().filter(row -> row.name().equals(api.name())).toList();
    var own = named.stream().filter(row -> isOf(one.id(), row)).toList();
    return (own.isEmpty() ? named : own)
        .stream()
            .filter(row -> one.imports(exports(row)))
            .max(Comparator.comparing(row -> Version.parseVersion(row.version())))
            .filter(api::equals)
            .isPresent();
  }

  private boolean isOf(PluginId plugin, ApiRow api) {
    return uses.stream()
        .anyMatch(use -> use.plugin().equals(plugin) && use.sha256().equals(api.sha256()));
  }

  List<Capability> exports(ApiRow api) {
    return exports.computeIfAbsent(
        api,
        row ->
            ApiJar.of(rows.jar(row.sha256()))
                .resource()
                .getCapabilities(PackageNamespace.PACKAGE_NAMESPACE));
  }
}
