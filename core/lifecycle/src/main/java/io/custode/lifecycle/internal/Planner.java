// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.plugin.PluginPlan;
import io.custode.persistence.core.PluginSchemas;
import java.util.ArrayList;
import java.util.List;

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
  PluginPlan install(PluginJar plugin) {
    return replace(plugin, "update");
  }

  /**
   * @param plugin an earlier version of what is there
   * @return what going back to it would do
   */
  PluginPlan rollback(PluginJar plugin) {
    return replace(plugin, "rollback");
  }

  /**
   * @param verb for what is there already
   */
  private PluginPlan replace(PluginJar plugin, String verb) {
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
    return new PluginPlan(
        before.isPresent() ? verb : "install",
        plugin.id(),
        plugin.version(),
        plugin.jar().publisher(),
        own,
        before.isPresent() ? own : List.of(),
        schema.steps(),
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
    return new PluginPlan(
        "uninstall",
        row.id(),
        row.version(),
        row.publisher(),
        List.of(),
        bundle.map(b -> List.of(String.valueOf(b.getSymbolicName()))).orElse(List.of()),
        List.of(),
        refused);
  }
}
