// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.error.Conflict;
import io.custode.api.plugin.ApiStep;
import io.custode.api.plugin.PluginId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.resource.Capability;
import org.osgi.resource.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The API bundles on this node. Each is a bundle of its own beside the others of its name: who is
 * wired to one stays so, whatever comes, until somebody agreed that he is wired anew. They are
 * resolved and never started: there is nothing to start.
 */
final class ApiBundles {
  private static final Logger LOG = LoggerFactory.getLogger(ApiBundles.class);
  private static final Comparator<PluginId> ORDER = Comparator.comparing(PluginId::value);
  private final PluginRows rows;
  private final NodePlugins node;
  private final UnwiredPlugins unwired;

  ApiBundles(PluginRows rows, NodePlugins node) {
    this.rows = rows;
    this.node = node;
    this.unwired = new UnwiredPlugins(rows, node);
  }

  /**
   * @return what the plugin's API bundles would do to others; nothing is changed
   */
  ApiMove move(PluginJar plugin) {
    var there = rows.apis();
    var uses = rows.apiUses();
    var own = own(plugin.id(), there, uses);
    var steps = new ArrayList<ApiStep>();
    var wanted = new ArrayList<ApiJar>();
    var restarts = new HashSet<PluginId>();
    var kept = new ArrayList<ApiUse>();
    var without = without(plugin, there, uses, own);
    for (var brought : plugin.api()) {
      var target = sameApi(brought, there);
      wanted.add(target);
      var step = new Step(plugin.id(), target);
      there.stream()
          .filter(row -> row.name().equals(target.name()) && !row.sha256().equals(target.sha256()))
          .forEach(row -> step.takes(row, without));
      steps.add(step.shown(version(own, target.name())));
      restarts.addAll(step.restarts);
      kept.addAll(step.kept);
    }
    for (var row : own) {
      if (plugin.api().stream().noneMatch(api -> api.name().equals(row.name()))) {
        var step = new Step(plugin.id(), null);
        step.takes(row, without);
        steps.add(step.shown(Optional.of(row.version()), row.name()));
        kept.addAll(step.kept);
      }
    }
    return new ApiMove(steps, wanted, restarts, kept);
  }

  /** One that neither brings nor brought an API asks for nobody's jar. */
  private UnwiredUsers without(
      PluginJar plugin, List<ApiRow> there, Set<ApiUse> uses, List<ApiRow> own) {
    boolean shares = !there.isEmpty() && !(plugin.api().isEmpty() && own.isEmpty());
    var present = shares ? rows.present() : List.<PluginRow>of();
    return new UnwiredUsers(rows, there, uses, present, unwired.of(present, plugin.id()));
  }

  /**
   * @param versions of the plugin, those that come and go; asked for only if that may matter
   * @return whether a change of it touches API bundles, or who uses one
   */
  boolean touches(PluginId plugin, Supplier<Stream<Resource>> versions) {
    var there = rows.apis();
    if (there.isEmpty()) {
      return false;
    }
    if (rows.apiUses().stream().anyMatch(use -> use.plugin().equals(plugin))) {
      return true;
    }
    var shared = there.stream().flatMap(row -> packages(row).stream()).collect(Collectors.toSet());
    return versions
        .get()
        .flatMap(one -> one.getRequirements(PackageNamespace.PACKAGE_NAMESPACE).stream())
        .map(PluginJar::packageOf)
        .anyMatch(shared::contains);
  }

  private Set<String> packages(ApiRow api) {
    return node.find(api.location())
        .map(Surroundings::exports)
        .orElseGet(() -> ApiJar.of(rows.jar(api.sha256())).packages().keySet());
  }

  /**
   * The same on a node that follows: the rows are as the update left them, the wires here as before
   * it.
   *
   * @return what the update of the plugin does to others here
   */
  ApiMove followed(PluginId plugin) {
    var steps = new ArrayList<ApiStep>();
    var wanted = new ArrayList<ApiJar>();
    var restarts = new HashSet<PluginId>();
    for (var row : own(plugin, rows.apis(), rows.apiUses())) {
      var target = ApiJar.of(rows.jar(row.sha256()));
      wanted.add(target);
      var step = new Step(plugin, target);
      node.apiLocations().stream()
          .map(ApiRow::at)
          .filter(old -> old.name().equals(row.name()) && !old.sha256().equals(row.sha256()))
          .forEach(old -> step.takes(old, user -> true));
      steps.add(step.shown(Optional.empty()));
      restarts.addAll(step.restarts);
    }
    return new ApiMove(steps, wanted, restarts, List.of());
  }

  /**
   * @return what goes with a plugin that is taken out: what nobody else brings or keeps
   */
  List<ApiRow> goingWith(PluginId plugin) {
    var uses = rows.apiUses();
    return own(plugin, rows.apis(), uses).stream()
        .filter(
            row ->
                uses.stream()
                    .noneMatch(
                        use -> use.sha256().equals(row.sha256()) && !use.plugin().equals(plugin)))
        .toList();
  }

  /**
   * @return plugins that are wired to it on this node, or that have no wires and would be, but for
   *     one
   */
  SortedSet<PluginId> users(ApiRow api, PluginId but) {
    var users = new TreeSet<PluginId>(ORDER);
    var present = rows.present();
    var wired = usersOf(List.of(api.location()));
    present.stream()
        .filter(row -> wired.contains(row.location()) && !row.id().equals(but))
        .forEach(row -> users.add(row.id()));
    var others = unwired.of(present, but);
    if (!others.isEmpty()) {
      var declared = new UnwiredUsers(rows, rows.apis(), rows.apiUses(), present, others);
      var goes = declared.exports(api);
      var stays = broughtByOthers(but).flatMap(row -> declared.exports(row).stream()).toList();
      users.addAll(UnwiredPlugins.needing(others, PackageNamespace.PACKAGE_NAMESPACE, goes, stays));
    }
    return users;
  }

  /** What is only kept goes with whoever it is kept for, and is for nobody else. */
  private Stream<ApiRow> broughtByOthers(PluginId but) {
    var brought =
        rows.apiUses().stream()
            .filter(use -> !use.kept() && !use.plugin().equals(but))
            .map(ApiUse::sha256)
            .collect(Collectors.toSet());
    return rows.apis().stream().filter(api -> brought.contains(api.sha256()));
  }

  /**
   * @return what another node took out, and this one has not yet, nor would a plugin bring it
   */
  List<ApiRow> unwanted(ApiMove move) {
    var brought = move.wanted().stream().map(ApiJar::location).collect(Collectors.toSet());
    return left().filter(row -> !brought.contains(row.location())).toList();
  }

  /** What is here, and the database does not want. */
  private Stream<ApiRow> left() {
    var here = node.apiLocations();
    if (here.isEmpty()) {
      return Stream.of();
    }
    var wanted = rows.apis().stream().map(ApiRow::location).collect(Collectors.toSet());
    return here.stream().filter(location -> !wanted.contains(location)).map(ApiRow::at);
  }

  /** What is there and exports the same versions is the same API, whatever its hash. */
  private ApiJar sameApi(ApiJar brought, List<ApiRow> there) {
    var named = there.stream().filter(row -> row.name().equals(brought.name())).toList();
    if (named.stream().anyMatch(row -> row.sha256().equals(brought.sha256()))) {
      return brought;
    }
    return named.stream()
        .map(row -> ApiJar.of(rows.jar(row.sha256())))
        .filter(one -> one.packages().equals(brought.packages()))
        .findFirst()
        .orElse(brought);
  }

  private static List<ApiRow> own(PluginId plugin, List<ApiRow> there, Set<ApiUse> uses) {
    return there.stream()
        .filter(row -> uses.contains(new ApiUse(plugin, row.sha256(), false)))
        .toList();
  }

  private static Optional<String> version(List<ApiRow> own, String name) {
    return own.stream().filter(row -> row.name().equals(name)).map(ApiRow::version).findFirst();
  }

  /** Others, when an API bundle takes the place of those of its name, or goes. */
  private final class Step {
    private final PluginId plugin;
    private final @Nullable ApiJar target;
    private final SortedSet<PluginId> restarts = new TreeSet<>(ORDER);
    private final SortedSet<PluginId> leaves = new TreeSet<>(ORDER);
    private final SortedSet<PluginId> keeps = new TreeSet<>(ORDER);
    private final List<ApiUse> kept = new ArrayList<>();

    Step(PluginId plugin, @Nullable ApiJar target) {
      this.plugin = plugin;
      this.target = target;
    }

    void takes(ApiRow old, UnwiredUsers without) {
      // one that another node took out or changed is not asked by its wires here
      takes(old, without::isInstalled);
      for (var user : without.of(old)) {
        // whether it uses services as well is not known before it begins
        sort(user.id(), user.accepts(without.exports(old), offered()), true, old);
      }
    }

    void takes(ApiRow old, Predicate<String> counts) {
      var bundle = node.find(old.location()).orElse(null);
      if (bundle == null) {
        return;
      }
      for (var user : node.surroundings().users(bundle)) {
        if (!user.getLocation().startsWith(PluginJar.LOCATION)) {
          continue;
        }
        var id = PluginJar.idOf(user.getLocation());
        if (!id.equals(plugin) && counts.test(user.getLocation())) {
          sort(
              id,
              node.surroundings().accepts(user, bundle, offered()),
              node.meets(user, Surroundings.exports(bundle)),
              old);
        }
      }
    }

    private List<Capability> offered() {
      return target == null ? List.of() : target.resource().getCapabilities(null);
    }

    private void sort(PluginId id, boolean accepts, boolean meets, ApiRow old) {
      if (!accepts) {
        leaves.add(id);
      } else if (meets) {
        restarts.add(id);
        return;
      } else {
        keeps.add(id);
      }
      kept.add(new ApiUse(id, old.sha256(), true));
    }

    ApiStep shown(Optional<String> from) {
      return shown(from, Objects.requireNonNull(target).name());
    }

    ApiStep shown(Optional<String> from, String name) {
      return new ApiStep(
          name,
          from.orElse(null),
          target == null ? null : target.version(),
          List.copyOf(restarts),
          List.copyOf(leaves),
          List.copyOf(keeps));
    }
  }

  /**
   * @return the same plugins, first those that bring an API: others wait for their services
   */
  List<PluginRow> inOrder(List<PluginRow> plugins) {
    var bringers =
        rows.apiUses().stream()
            .filter(use -> !use.kept())
            .map(ApiUse::plugin)
            .collect(Collectors.toSet());
    return plugins.stream()
        .sorted(Comparator.comparing(row -> !bringers.contains(row.id())))
        .toList();
  }

  /** Installs and resolves what a plugin will use, if it is not there. */
  void bring(Collection<ApiJar> wanted) {
    for (var api : wanted) {
      if (node.find(api.location()).isEmpty()) {
        makeRoomFor(api);
        node.add(api.location(), api.bytes());
      }
    }
    node.resolve(wanted.stream().map(ApiJar::location).toList());
  }

  /** What another node took out, and this one has not yet, may have its name and version. */
  private void makeRoomFor(ApiJar api) {
    var going =
        left()
            .filter(old -> old.name().equals(api.name()) && old.version().equals(api.version()))
            .map(ApiRow::location)
            .toList();
    if (!going.isEmpty()) {
      node.renew(going, going);
    }
  }

  /** The same of all that the database wants. */
  void bring() {
    var there = rows.apis();
    for (var row : there) {
      if (node.find(row.location()).isEmpty()) {
        node.add(row.location(), checked(row));
      }
    }
    node.resolve(there.stream().map(ApiRow::location).toList());
  }

  private byte[] checked(ApiRow row) {
    var jar = rows.jar(row.sha256());
    if (!Fingerprint.of(jar).equals(row.sha256())) {
      throw NodePlugins.fails(
          "the API bundle " + row.name() + " in the database is not the one that was checked",
          null);
    }
    return jar;
  }

  /**
   * Plugins that notice when others change, and whose requests therefore wait too: they ask for a
   * service of one, or are wired to an API bundle that nobody wants any more.
   */
  List<PluginRow> noticing(Set<PluginId> changing) {
    var changed =
        node.locations().stream()
            .filter(location -> changing.contains(PluginJar.idOf(location)))
            .flatMap(location -> node.find(location).stream())
            .toList();
    var rewired = usersOf(going(changing));
    if (changed.isEmpty() && rewired.isEmpty()) {
      return List.of();
    }
    return rows.present().stream()
        .filter(row -> !changing.contains(row.id()) && node.runs(row.location()))
        .filter(
            row ->
                rewired.contains(row.location())
                    || node.find(row.location())
                        .filter(one -> changed.stream().anyMatch(other -> node.uses(one, other)))
                        .isPresent())
        .toList();
  }

  /**
   * The same before a plugin comes: those that are wired anew, too. Not those that somebody agreed
   * to leave behind.
   */
  List<PluginRow> noticing(PluginId plugin, ApiMove move) {
    var left =
        move.steps().stream().flatMap(step -> step.leaves().stream()).collect(Collectors.toSet());
    var ids = noticing(Set.of(plugin)).stream().map(PluginRow::id).collect(Collectors.toSet());
    ids.addAll(move.restarts());
    ids.removeAll(left);
    // who has no wires here needs no other ones
    return rows.present().stream()
        .filter(row -> ids.contains(row.id()) && unwired.isWired(row))
        .toList();
  }

  /**
   * Others meet the plugin again once it works: those that were named and approved are wired anew.
   * What nobody is left to use goes first, so that they cannot find it again.
   *
   * @param noticing held, all of them
   * @param end when they have to work
   * @throws Conflict if one of them does not work with it
   */
  void meetAgain(PluginId plugin, ApiMove move, List<PluginRow> noticing, Deadline end) {
    var anew = noticing.stream().filter(row -> move.restarts().contains(row.id())).toList();
    if (!anew.isEmpty()) {
      anew(
          anew,
          goingFor(plugin, move).stream().map(ApiRow::location).toList(),
          row -> works(row, end));
    }
    noticing.stream().filter(row -> !anew.contains(row)).forEach(row -> works(row, end));
  }

  /**
   * @return what nobody is left to use once a plugin has come
   */
  List<ApiRow> goingFor(PluginId plugin, ApiMove move) {
    var after =
        move.after(plugin, rows.apiUses()).stream().map(ApiUse::sha256).collect(Collectors.toSet());
    return rows.apis().stream().filter(row -> !after.contains(row.sha256())).toList();
  }

  /**
   * What the database does not want and no version runs with that is still to be replaced.
   *
   * @param changing plugins whose versions that run are replaced now
   */
  private List<String> going(Set<PluginId> changing) {
    var left = left().map(ApiRow::location).toList();
    if (left.isEmpty()) {
      return left;
    }
    var present = rows.present().stream().map(PluginRow::location).collect(Collectors.toSet());
    return left.stream()
        .filter(
            location ->
                usersOf(List.of(location)).stream()
                    .filter(user -> !changing.contains(PluginJar.idOf(user)))
                    .noneMatch(user -> !present.contains(user) && node.runs(user)))
        .toList();
  }

  /** Locations of plugins. */
  private Set<String> usersOf(List<String> locations) {
    return locations.stream()
        .flatMap(location -> node.find(location).stream())
        .flatMap(bundle -> node.surroundings().users(bundle).stream())
        .map(Bundle::getLocation)
        .filter(location -> location.startsWith(PluginJar.LOCATION))
        .collect(Collectors.toSet());
  }

  /**
   * Takes out what the database does not want. Who uses it is wired anew: somebody agreed to that,
   * here or on another node, or it is undone. They are held if they run.
   */
  void tidy() {
    tidy(Set.of());
  }

  /**
   * @param restarts who is wired anew besides: what they are wired to may stay for others
   */
  void tidy(Set<PluginId> restarts) {
    var going = going(Set.of());
    if (!going.isEmpty() || !restarts.isEmpty()) {
      var users = usersOf(going);
      var anew =
          rows.present().stream()
              .filter(row -> users.contains(row.location()) || restarts.contains(row.id()))
              .toList();
      anew(anew, going, this::works);
    }
  }

  private void anew(List<PluginRow> plugins, List<String> going, Consumer<PluginRow> works) {
    // what does not run, or may not, is not started here
    var running = plugins.stream().filter(row -> node.runs(row.location())).toList();
    plugins.forEach(row -> node.stop(row.location()));
    node.renew(
        Stream.concat(going.stream(), plugins.stream().map(PluginRow::location)).toList(), going);
    running.forEach(
        row -> {
          LOG.info("{} is wired anew", row.id());
          works.accept(row);
        });
  }

  private void works(PluginRow row) {
    works(row, node.probe());
  }

  private void works(PluginRow row, Deadline end) {
    try {
      node.start(row.id(), row.location(), end);
    } catch (Conflict e) {
      throw NodePlugins.fails(row.id() + " does not work with it (" + e.what() + ")", e);
    }
  }

  /** After a change that failed: others are wired, and work, as before. */
  void undo(List<PluginRow> noticing) {
    tidy();
    noticing.stream()
        .filter(row -> node.fault(row.id(), row.location()).isPresent())
        .forEach(this::works);
  }
}
