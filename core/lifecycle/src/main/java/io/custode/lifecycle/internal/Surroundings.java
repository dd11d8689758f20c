// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.plugin.PlatformNeed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.felix.utils.resource.CapabilitySet;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Capability;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;

/** What is installed already: whether a plugin fits in without touching any of it. */
final class Surroundings {
  private static final Set<String> NOT_NEEDED_TO_RESOLVE = Set.of("osgi.service");
  private static final String PLATFORM = "custode.platform";

  /** As the build writes it. */
  private static final Pattern RANGE =
      Pattern.compile("\\(&\\(version>=([0-9.]+)\\)\\(!\\(version>=([0-9.]+)\\)\\)\\)");

  private final BundleContext context;

  Surroundings(BundleContext context) {
    this.context = context;
  }

  /**
   * @param apis API bundles that the plugin will use, its own or those that are there
   * @param replaced bundles that go before it comes
   * @param lacking gets the packages that it needs and nothing here exports
   * @return why the plugin cannot come, empty if it can
   */
  List<String> refusals(
      PluginJar plugin,
      List<ApiJar> apis,
      Collection<Bundle> replaced,
      Collection<Requirement> lacking) {
    var others =
        Arrays.stream(context.getBundles()).filter(bundle -> !replaced.contains(bundle)).toList();
    var refused = new LinkedHashSet<String>();
    others.stream()
        .filter(other -> plugin.symbolicName().equals(other.getSymbolicName()))
        .forEach(other -> refused.add(namesake(plugin, other)));
    plugin.exports().forEach(export -> refuseExport(export, others, refused));
    var comes = new ArrayList<Resource>();
    comes.add(plugin.resource());
    for (var api : apis) {
      if (context.getBundle(api.location()) == null) {
        refuseApi(api, others, refused);
        comes.add(api.resource());
      }
    }
    comes.forEach(
        resource ->
            resource.getRequirements(null).stream()
                .filter(Surroundings::isNeeded)
                .forEach(
                    requirement ->
                        refuseMissing(requirement, comes, others, refused)
                            .ifPresent(lacking::add)));
    return List.copyOf(refused);
  }

  /** Of the plugin itself it is one that another node took out, or whose start nothing ends. */
  private static String namesake(PluginJar plugin, Bundle other) {
    var location = other.getLocation();
    if (location.startsWith(PluginJar.LOCATION) && PluginJar.idOf(location).equals(plugin.id())) {
      return "its version "
          + PluginJar.versionOf(location)
          + " is still on this node: repeat it in a moment, and if it stays, restart the node";
    }
    return "there is another bundle named " + other.getSymbolicName() + " (" + location + ")";
  }

  /** Others of its name may stay beside it, if they can be told apart. */
  private static void refuseApi(ApiJar api, List<Bundle> others, Set<String> refused) {
    for (var other : others) {
      boolean namesake = api.name().equals(other.getSymbolicName());
      if (namesake && Version.parseVersion(api.version()).equals(other.getVersion())) {
        refused.add(
            "there is another bundle " + api.name() + " " + api.version() + " with other content");
      } else if (namesake && !other.getLocation().startsWith(ApiJar.LOCATION)) {
        refused.add("there is another bundle named " + api.name());
      } else if (!namesake) {
        var also = exports(other);
        api.packages().keySet().stream()
            .filter(also::contains)
            .forEach(
                name ->
                    refused.add(
                        "its API bundle exports "
                            + name
                            + ", as "
                            + other.getSymbolicName()
                            + " does"));
      }
    }
  }

  /**
   * @return whether a plugin and this platform belong together
   */
  PlatformNeed platform(Resource plugin) {
    var offered = offered();
    var needs = plugin.getRequirements(PLATFORM);
    return new PlatformNeed(
        needs.stream().map(Surroundings::range).collect(Collectors.joining(" and ")),
        offered.map(c -> String.valueOf(c.getAttributes().get("version"))).orElse("none"),
        needs.stream().allMatch(n -> offered.filter(c -> CapabilitySet.matches(c, n)).isPresent()));
  }

  private Optional<BundleCapability> offered() {
    return Arrays.stream(context.getBundles())
        .map(bundle -> bundle.adapt(BundleWiring.class))
        .filter(Objects::nonNull)
        .flatMap(wiring -> wiring.getCapabilities(PLATFORM).stream())
        .findFirst();
  }

  /**
   * @return version of this platform's API
   */
  Version platform() {
    return offered()
        .map(capability -> capability.getAttributes().get("version"))
        .filter(Version.class::isInstance)
        .map(Version.class::cast)
        .orElse(Version.emptyVersion);
  }

  /** As people write it, if it is a range at all. */
  private static String range(Requirement need) {
    var filter = need.getDirectives().getOrDefault(Constants.FILTER_DIRECTIVE, "any");
    var range = RANGE.matcher(filter);
    return range.matches() ? "[" + range.group(1) + "," + range.group(2) + ")" : filter;
  }

  /**
   * @return for people: other bundles that would be stopped with it
   */
  List<String> dependants(Bundle bundle) {
    return wiring().getDependencyClosure(List.of(bundle)).stream()
        .filter(other -> !other.equals(bundle))
        .map(Surroundings::name)
        .sorted()
        .toList();
  }

  private static String name(Bundle bundle) {
    return bundle.getLocation().startsWith(PluginJar.LOCATION)
        ? "the plugin " + PluginJar.idOf(bundle.getLocation())
        : "the bundle " + bundle.getSymbolicName();
  }

  /**
   * @return who is wired to what it exports
   */
  List<Bundle> users(Bundle bundle) {
    return wires(bundle)
        .map(wire -> wire.getRequirer().getBundle())
        .filter(user -> !user.equals(bundle))
        .distinct()
        .toList();
  }

  /**
   * @return what the bundles here declare to offer, resolved or not, but for those of some
   *     locations
   */
  List<Capability> offered(String namespace, Predicate<String> but) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> !but.test(bundle.getLocation()))
        .flatMap(bundle -> offers(bundle, namespace))
        .map(Capability.class::cast)
        .toList();
  }

  private static Stream<BundleCapability> offers(Bundle bundle, String namespace) {
    var revision = bundle.adapt(BundleRevision.class);
    return revision == null ? Stream.of() : revision.getDeclaredCapabilities(namespace).stream();
  }

  /**
   * @return whether a user of a bundle could be wired to others' exports in place of its
   */
  boolean accepts(Bundle user, Bundle bundle, List<Capability> offered) {
    return wires(bundle)
        .filter(wire -> wire.getRequirer().getBundle().equals(user))
        .allMatch(
            wire ->
                offered.stream().anyMatch(o -> CapabilitySet.matches(o, wire.getRequirement())));
  }

  /**
   * @return packages that a bundle exports
   */
  static Set<String> exports(Bundle bundle) {
    return offers(bundle, PackageNamespace.PACKAGE_NAMESPACE)
        .map(export -> String.valueOf(export.getAttributes().get(export.getNamespace())))
        .collect(Collectors.toSet());
  }

  private static Stream<BundleWire> wires(Bundle bundle) {
    var wiring = bundle.adapt(BundleWiring.class);
    return wiring == null
        ? Stream.of()
        : wiring.getProvidedWires(PackageNamespace.PACKAGE_NAMESPACE).stream();
  }

  FrameworkWiring wiring() {
    var system = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
    return Objects.requireNonNull(
        Objects.requireNonNull(system).adapt(FrameworkWiring.class), "framework wiring");
  }

  /** Somebody who has the package, or would like to have it, would be wired anew by it. */
  private static void refuseExport(Capability export, List<Bundle> others, Set<String> refused) {
    var name = export.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE);
    for (var other : others) {
      var revision = other.adapt(BundleRevision.class);
      if (revision == null) {
        continue;
      }
      if (revision.getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE).stream()
          .anyMatch(has -> Objects.equals(name, has.getAttributes().get(has.getNamespace())))) {
        refused.add("it exports " + name + ", as " + other.getSymbolicName() + " does");
      }
      if (revision.getDeclaredRequirements(PackageNamespace.PACKAGE_NAMESPACE).stream()
          .anyMatch(wish -> isWish(wish) && CapabilitySet.matches(export, wish))) {
        refused.add(
            "it exports "
                + name
                + ", which "
                + other.getSymbolicName()
                + " imports optionally: it would be restarted");
      }
    }
  }

  /** An optional or named dynamic import. Importing anything at all (*) is no wish for this. */
  private static boolean isWish(BundleRequirement requirement) {
    var resolution = requirement.getDirectives().get(Constants.RESOLUTION_DIRECTIVE);
    return ("optional".equals(resolution) || "dynamic".equals(resolution))
        && !requirement.getDirectives().getOrDefault("filter", "").contains("*");
  }

  static boolean isNeeded(Requirement requirement) {
    var directives = requirement.getDirectives();
    return !"optional".equals(directives.get(Constants.RESOLUTION_DIRECTIVE))
        && !"dynamic".equals(directives.get(Constants.RESOLUTION_DIRECTIVE))
        && "resolve".equals(directives.getOrDefault(Constants.EFFECTIVE_DIRECTIVE, "resolve"))
        && !NOT_NEEDED_TO_RESOLVE.contains(requirement.getNamespace());
  }

  /**
   * Only what is resolved counts: to resolve something else for the plugin would touch it. Another
   * plugin's own packages do not count: it could not change any more without this one.
   *
   * @return what is missing, if it is a package
   */
  private static Optional<Requirement> refuseMissing(
      Requirement requirement, List<Resource> comes, List<Bundle> others, Set<String> refused) {
    var namespace = requirement.getNamespace();
    boolean isPackage = namespace.equals(PackageNamespace.PACKAGE_NAMESPACE);
    var provided =
        others.stream()
            .map(other -> other.adapt(BundleWiring.class))
            .filter(Objects::nonNull)
            .flatMap(wiring -> wiring.getCapabilities(namespace).stream())
            .toList();
    var brought =
        provided.stream().filter(one -> CapabilitySet.matches(one, requirement)).findFirst();
    if (comes.stream()
        .flatMap(resource -> resource.getCapabilities(namespace).stream())
        .anyMatch(capability -> CapabilitySet.matches(capability, requirement))) {
      return Optional.empty();
    }
    if (brought.isEmpty()) {
      refused.add(missing(requirement, provided));
      return Optional.of(requirement).filter(one -> isPackage);
    }
    var by = brought.get().getRevision().getBundle().getLocation();
    if (isPackage && by.startsWith(PluginJar.LOCATION)) {
      refused.add(
          "it imports "
              + PluginJar.packageOf(requirement)
              + " from the plugin "
              + PluginJar.idOf(by)
              + " itself, which has to bring it as an API bundle");
    }
    return Optional.empty();
  }

  private static String missing(Requirement requirement, List<? extends Capability> provided) {
    var namespace = requirement.getNamespace();
    var filter = requirement.getDirectives().getOrDefault(Constants.FILTER_DIRECTIVE, "any");
    if (namespace.equals(PLATFORM)) {
      var here =
          provided.stream()
              .map(Capability::getAttributes)
              .map(Map::toString)
              .collect(Collectors.joining(", "));
      return "it is built for another version of the platform: it needs "
          + filter
          + ", here is "
          + (here.isEmpty() ? "none" : here);
    }
    if (namespace.equals(PackageNamespace.PACKAGE_NAMESPACE)) {
      var name = PluginJar.packageOf(requirement);
      var here =
          provided.stream()
              .map(Capability::getAttributes)
              .filter(has -> name.equals(has.get(PackageNamespace.PACKAGE_NAMESPACE)))
              .map(has -> String.valueOf(has.get("version")))
              .distinct()
              .collect(Collectors.joining(", "));
      return "it needs the package "
          + name
          + (filter.contains("version") ? " (" + filter + ")" : "")
          + ", which nothing here exports"
          + (here.isEmpty() ? "" : " in that version, only in " + here);
    }
    return "it needs " + namespace + " " + filter + ", which nothing here provides";
  }
}
