// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.error.NotFound;
import io.custode.api.plugin.PluginId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.felix.utils.resource.CapabilitySet;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.resource.Capability;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;

/**
 * Who could bring what a plugin lacks: what is installed, earlier versions that are kept, uploads
 * that wait and what catalogs hold, if their signature holds.
 */
final class KnownPlugins {
  /**
   * A version of a plugin.
   *
   * @param installed whether it is that one which is there
   * @param offers packages for others to import
   * @param asks packages that it does not bring itself
   */
  private record Known(
      PluginId id,
      Version version,
      boolean installed,
      List<Capability> offers,
      List<Requirement> asks) {
    static Known of(
        PluginId id, String version, boolean installed, List<? extends Resource> resources) {
      // packages of the plugin's own bundle are for nobody else
      var offers = packages(resources.stream().skip(1)).toList();
      var own = packages(resources.stream()).toList();
      return new Known(
          id,
          Version.parseVersion(version),
          installed,
          offers,
          resources.stream()
              .flatMap(one -> one.getRequirements(PackageNamespace.PACKAGE_NAMESPACE).stream())
              .filter(Surroundings::isNeeded)
              .filter(one -> own.stream().noneMatch(has -> CapabilitySet.matches(has, one)))
              .toList());
    }

    static Known of(PluginJar jar) {
      return of(
          jar.id(),
          jar.version(),
          false,
          Stream.concat(Stream.of(jar.resource()), jar.api().stream().map(ApiJar::resource))
              .toList());
    }

    private static Stream<Capability> packages(Stream<? extends Resource> resources) {
      return resources.flatMap(
          one -> one.getCapabilities(PackageNamespace.PACKAGE_NAMESPACE).stream());
    }

    boolean brings(Requirement wanted) {
      return offers.stream().anyMatch(has -> CapabilitySet.matches(has, wanted));
    }
  }

  private final PluginRows rows;
  private final NodePlugins node;
  private final Function<byte[], Optional<PluginJar>> read;
  private final Predicate<String> trusted;

  /** What jars that wait would bring, by their SHA-256: each is read once. */
  private final Map<String, Optional<Waiting>> index = new ConcurrentHashMap<>();

  /**
   * @param publisher who signed it
   */
  private record Waiting(Known known, String publisher) {}

  /**
   * @param read a jar whose signature is still to be checked; empty if it does not hold
   * @param trusted whether the signatures of a certificate with that fingerprint hold now
   */
  KnownPlugins(
      PluginRows rows,
      NodePlugins node,
      Function<byte[], Optional<PluginJar>> read,
      Predicate<String> trusted) {
    this.rows = rows;
    this.node = node;
    this.read = read;
    this.trusted = trusted;
  }

  /** Reads what waits and was not read before, which takes a while: not while others wait. */
  void learn() {
    var waiting = rows.waiting();
    index.keySet().retainAll(waiting);
    for (var sha256 : waiting) {
      // one that did not hold may do so by now, since somebody is trusted
      if (index.getOrDefault(sha256, Optional.empty()).isEmpty()) {
        index.put(sha256, read(sha256));
      }
    }
  }

  private Optional<Waiting> read(String sha256) {
    try {
      return read.apply(rows.jar(sha256))
          .map(jar -> new Waiting(Known.of(jar), jar.jar().publisher()));
    } catch (NotFound e) {
      return Optional.empty(); // it was forgotten meanwhile
    }
  }

  /**
   * @param lacking packages that nothing here exports
   * @return for people: what to do about each that somebody is known to bring; and who need each
   *     other, so that none of them can come or go alone
   */
  List<String> advice(PluginJar plugin, List<Requirement> lacking) {
    var known = new ArrayList<>(installed(plugin.id()));
    if (!lacking.isEmpty()) {
      known.addAll(waiting(plugin.id()));
    }
    var advice = new LinkedHashSet<String>();
    for (var wanted : lacking) {
      known.stream()
          .filter(one -> one.brings(wanted))
          .map(
              one ->
                  one.installed()
                      ? "the plugin " + one.id() + " brings it but does not run on this node"
                      : "install "
                          + one.id()
                          + " "
                          + one.version()
                          + " first, which brings "
                          + PluginJar.packageOf(wanted))
          .findFirst()
          .ifPresent(advice::add);
    }
    circle(Known.of(plugin), known)
        .ifPresent(
            circle ->
                advice.add(
                    "plugins need each other in a circle: "
                        + circle.stream()
                            .map(PluginId::value)
                            .collect(Collectors.joining(" -> "))));
    return List.copyOf(advice);
  }

  private static Optional<List<PluginId>> circle(Known plugin, List<Known> known) {
    return path(plugin, plugin, known, new HashSet<>());
  }

  /** From one to the end, over who brings what each asks for. */
  private static Optional<List<PluginId>> path(
      Known from, Known end, List<Known> known, Set<PluginId> seen) {
    if (from.asks().stream().anyMatch(end::brings)) {
      return Optional.of(List.of(from.id(), end.id()));
    }
    for (var wanted : from.asks()) {
      for (var next : known) {
        if (next.brings(wanted) && seen.add(next.id())) {
          var rest = path(next, end, known, seen);
          if (rest.isPresent()) {
            return rest.map(ids -> Stream.concat(Stream.of(from.id()), ids.stream()).toList());
          }
        }
      }
    }
    return Optional.empty();
  }

  private List<Known> installed(PluginId but) {
    var apis = rows.apis();
    var uses = rows.apiUses();
    var known = new ArrayList<Known>();
    for (var row : rows.present()) {
      if (!row.id().equals(but)) {
        var own =
            apis.stream()
                .filter(api -> uses.contains(new ApiUse(row.id(), api.sha256(), false)))
                .map(ApiRow::location);
        var resources =
            Stream.concat(Stream.of(row.location()), own)
                .flatMap(location -> node.find(location).stream())
                .map(bundle -> bundle.adapt(BundleRevision.class))
                .filter(Objects::nonNull)
                .toList();
        known.add(Known.of(row.id(), row.version(), true, resources));
      }
    }
    return known;
  }

  private List<Known> waiting(PluginId but) {
    return rows.waiting().stream()
        .flatMap(sha256 -> index.getOrDefault(sha256, Optional.empty()).stream())
        .filter(one -> trusted.test(one.publisher()))
        .map(Waiting::known)
        .filter(known -> !known.id().equals(but))
        .sorted(Comparator.comparing(Known::version).reversed())
        .toList();
  }
}
