// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.plugin.InstallChoice;
import io.custode.api.plugin.PluginPlan;
import io.custode.persistence.core.PluginSchemas;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Says beforehand what a change would do. A plan is refused unless it touches the plugin's own
 * bundle and no other.
 */
final class Planner {
  private final PluginRows rows;
  private final NodePlugins node;
  private final PluginSchemas schemas;

  Planner(PluginRows rows, NodePlugins node, PluginSchemas schemas) {
    this.rows = rows;
    this.node = node;
    this.schemas = schemas;
  }

  /**
   * @return what an install of it would do
   */
  PluginPlan install(PluginJar plugin, InstallChoice choice) {
    return replace(plugin, "update", choice);
  }

  /**
   * @param plugin an earlier version of what is there
   * @return what going back to it would do
   */
  PluginPlan rollback(PluginJar plugin, InstallChoice choice) {
    return replace(plugin, "rollback", choice);
  }

  /**
   * @param verb for what is there already
   */
  private PluginPlan replace(PluginJar plugin, String verb, InstallChoice choice) {
    var known = rows.find(plugin.id());
    var before = known.filter(PluginRow::present);
    var old = before.map(PluginRow::location).flatMap(node::find);
    var refused = new ArrayList<>(plugin.refused());
    known
        .filter(row -> !row.publisherKey().equals(plugin.jar().publisherKey()))
        .ifPresent(row -> refused.add("the id " + row.id() + " belongs to another publisher"));
    before
        .filter(row -> row.version().equals(plugin.version()))
        .ifPresent(row -> refused.add(row.version() + " is installed already"));
    refused.addAll(node.surroundings().refusals(plugin, old));
    old.map(node.surroundings()::dependants).stream()
        .flatMap(List::stream)
        .forEach(other -> refused.add("the bundle " + other + " uses what is installed"));
    var schema = schemas.plan(plugin.schema(), plugin.jar()::file);
    refused.addAll(schema.refused());
    var own = List.of(plugin.symbolicName());
    var former = before.map(row -> rows.jar(row.sha256()));
    return new PluginPlan(
        before.isPresent() ? verb : "install",
        plugin.id(),
        plugin.version(),
        plugin.jar().publisher(),
        own,
        before.isPresent() ? own : List.of(),
        before.isPresent() ? own : List.of(),
        schema.steps(),
        Differences.capabilities(
            former.map(JarContents::headers).orElseGet(TreeMap::new), plugin.jar().headers()),
        List.of(),
        Differences.modules(
            former.map(Differences::modules).orElseGet(TreeMap::new),
            Differences.modules(plugin.jar().bytes())),
        node.surroundings().platform(plugin.resource()),
        refused);
  }

  /**
   * @return what its uninstall would do
   */
  PluginPlan uninstall(PluginRow row) {
    var bundle = node.find(row.location());
    var refused =
        bundle.map(node.surroundings()::dependants).stream()
            .flatMap(List::stream)
            .map(other -> "the bundle " + other + " uses it and would stop")
            .toList();
    var own = bundle.map(b -> List.of(String.valueOf(b.getSymbolicName()))).orElse(List.of());
    var jar = rows.jar(row.sha256());
    var headers = JarContents.headers(jar);
    return new PluginPlan(
        "uninstall",
        row.id(),
        row.version(),
        row.publisher(),
        List.of(),
        own,
        own,
        List.of(),
        Differences.capabilities(headers, Map.of()),
        List.of(),
        Differences.modules(Differences.modules(jar), Collections.emptySortedMap()),
        node.surroundings().platform(PluginJar.resource(row.location(), headers)),
        refused);
  }
}
