// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.plugin.ApiStep;
import io.custode.api.plugin.InstallChoice;
import io.custode.api.plugin.PluginId;
import io.custode.api.plugin.PluginPlan;
import io.custode.core.capability.Capabilities;
import io.custode.persistence.core.PluginSchemas;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;

/**
 * Says beforehand what a change would do. A plan is refused unless it touches the plugin's own
 * bundle and no other.
 */
final class Planner {
  /** A namespace of capabilities. */
  private static final String SERVICE = "osgi.service";

  private final PluginRows rows;
  private final NodePlugins node;
  private final PluginSchemas schemas;
  private final ApiBundles apis;
  private final KnownPlugins known;
  private final UnwiredPlugins unwired;

  /**
   * @param read a jar whose signature is still to be checked; empty if it does not hold
   * @param trusted whether the signatures of a certificate with that fingerprint hold now
   */
  Planner(
      PluginRows rows,
      NodePlugins node,
      PluginSchemas schemas,
      Function<byte[], Optional<PluginJar>> read,
      Predicate<String> trusted) {
    this.rows = rows;
    this.node = node;
    this.schemas = schemas;
    this.apis = new ApiBundles(rows, node);
    this.known = new KnownPlugins(rows, node, read, trusted);
    this.unwired = new UnwiredPlugins(rows, node);
  }

  /** Finds out who could bring what it lacks, for {@link #install}, before nothing else may run. */
  void prepare(PluginJar plugin) {
    var lacking = new ArrayList<Requirement>();
    node.surroundings().refusals(plugin, plugin.api(), List.of(), lacking);
    if (!lacking.isEmpty()) {
      known.learn();
    }
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
    var row = rows.find(plugin.id());
    var before = row.filter(PluginRow::present);
    var old = before.map(PluginRow::location).flatMap(node::find);
    var move = apis.move(plugin);
    var going =
        Stream.concat(apis.goingFor(plugin.id(), move).stream(), apis.unwanted(move).stream())
            .flatMap(api -> bundle(api).stream());
    var refused = new ArrayList<>(plugin.refused());
    row.filter(known -> !known.publisherKey().equals(plugin.jar().publisherKey()))
        .ifPresent(known -> refused.add("the id " + known.id() + " belongs to another publisher"));
    before
        .filter(now -> now.version().equals(plugin.version()))
        .ifPresent(now -> refused.add(now.version() + " is installed already"));
    var lacking = new ArrayList<Requirement>();
    if (!verb.equals("rollback") && !choice.downgrade()) {
      before
          .filter(known -> known.ranHigher(plugin.version()))
          .ifPresent(
              known ->
                  refused.add(
                      known.highest()
                          + " ran here already, and an old version may have a hole that it closed"
                          + " (go back to one that is kept with msp:plugin-rollback, or agree to"
                          + " it: --downgrade true)"));
    }
    refused.addAll(
        node.surroundings()
            .refusals(plugin, move.wanted(), Stream.concat(old.stream(), going).toList(), lacking));
    refused.addAll(known.advice(plugin, lacking));
    old.map(node.surroundings()::dependants).stream()
        .flatMap(List::stream)
        .forEach(other -> refused.add(other + " uses what is installed"));
    move.steps().forEach(step -> refuseUnapproved(step, choice, refused));
    var schema = schemas.plan(plugin.schema(), plugin.jar()::file);
    refused.addAll(schema.refused());
    var restarts = names(move);
    var starts = Stream.concat(Stream.of(plugin.symbolicName()), restarts.stream()).toList();
    var stops = before.isPresent() ? starts : restarts;
    var former = before.map(now -> rows.jar(now.sha256()));
    return new PluginPlan(
        before.isPresent() ? verb : "install",
        plugin.id(),
        plugin.version(),
        plugin.jar().publisher(),
        starts,
        stops,
        stops,
        schema.steps(),
        Differences.capabilities(
            former.map(JarContents::headers).map(Planner::declared).orElse(Capabilities.NONE),
            declared(plugin.jar().headers())),
        move.steps(),
        Differences.modules(
            former.map(Differences::modules).orElseGet(TreeMap::new),
            Differences.modules(plugin.jar().bytes())),
        node.surroundings().platform(plugin.resource()),
        refused);
  }

  private static Capabilities declared(Map<String, String> headers) {
    return Capabilities.of(headers.get(Capabilities.HEADER));
  }

  private Optional<Bundle> bundle(ApiRow api) {
    return node.find(api.location());
  }

  private List<String> names(ApiMove move) {
    return move.restarts().stream()
        .flatMap(id -> rows.find(id).stream())
        .flatMap(row -> node.find(row.location()).stream())
        .map(bundle -> String.valueOf(bundle.getSymbolicName()))
        .sorted()
        .toList();
  }

  private static void refuseUnapproved(ApiStep step, InstallChoice choice, List<String> refused) {
    for (var other : step.restarts()) {
      if (!choice.approve().contains(other)) {
        refused.add(
            "the plugin "
                + other
                + " would be restarted, since it meets this one through "
                + step.name()
                + " (agree to it: --approve "
                + other
                + ")");
      }
    }
    for (var other : step.leaves()) {
      if (!choice.approve().contains(other)) {
        refused.add(
            "the plugin "
                + other
                + " does not accept "
                + (step.to() == null
                    ? "that " + step.name() + " goes"
                    : step.name() + " " + step.to())
                + " and would not meet this one any more until it is updated (agree to it:"
                + " --approve "
                + other
                + ")");
      }
    }
  }

  /**
   * @return what its uninstall would do
   */
  PluginPlan uninstall(PluginRow row) {
    var bundle = node.find(row.location());
    var going = apis.goingWith(row.id());
    var own = bundle.map(b -> List.of(String.valueOf(b.getSymbolicName()))).orElse(List.of());
    var jar = rows.jar(row.sha256());
    var headers = JarContents.headers(jar);
    var resource = PluginJar.resource(row.location(), headers);
    return new PluginPlan(
        "uninstall",
        row.id(),
        row.version(),
        row.publisher(),
        List.of(),
        own,
        Stream.concat(own.stream(), going.stream().map(ApiRow::name)).toList(),
        List.of(),
        Differences.capabilities(declared(headers), Capabilities.NONE),
        going.stream()
            .map(
                api ->
                    new ApiStep(api.name(), api.version(), null, List.of(), List.of(), List.of()))
            .toList(),
        Differences.modules(Differences.modules(jar), Collections.emptySortedMap()),
        node.surroundings().platform(resource),
        whoNeeds(row, resource, bundle, going));
  }

  private List<String> whoNeeds(
      PluginRow row, Resource resource, Optional<Bundle> bundle, List<ApiRow> going) {
    var refused = new LinkedHashSet<String>();
    bundle.map(node.surroundings()::dependants).stream()
        .flatMap(List::stream)
        .forEach(other -> refused.add(other + " uses it and would stop"));
    for (var api : going) {
      apis.users(api, row.id())
          .forEach(other -> refused.add("the plugin " + other + " needs its " + api.name()));
    }
    servicesNeeded(row, resource, bundle)
        .forEach(id -> refused.add("the plugin " + id + " needs a service of it"));
    return List.copyOf(refused);
  }

  /** Who has not begun here has no service yet: what it declares counts. */
  private List<PluginId> servicesNeeded(PluginRow row, Resource resource, Optional<Bundle> bundle) {
    var present = rows.present();
    var declared =
        UnwiredPlugins.needing(
            unwired.of(present, row.id()),
            SERVICE,
            resource.getCapabilities(SERVICE),
            node.surroundings().offered(SERVICE, row.location()::equals));
    return present.stream()
        .filter(other -> !other.id().equals(row.id()))
        .filter(
            other ->
                declared.contains(other.id())
                    || bundle.filter(its -> needs(other, its)).isPresent())
        .map(PluginRow::id)
        .toList();
  }

  private boolean needs(PluginRow other, Bundle bundle) {
    return node.find(other.location()).filter(one -> node.needs(one, bundle)).isPresent();
  }
}
