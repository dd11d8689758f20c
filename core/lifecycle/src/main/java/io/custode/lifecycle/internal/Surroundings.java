// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.plugin.PlatformNeed;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
   * @param replaced the bundle that goes before it comes, if any
   * @return why the plugin cannot come, empty if it can
   */
  List<String> refusals(PluginJar plugin, Optional<Bundle> replaced) {
    var others =
        Arrays.stream(context.getBundles())
            .filter(bundle -> replaced.filter(bundle::equals).isEmpty())
            .toList();
    var refused = new LinkedHashSet<String>();
    others.stream()
        .filter(other -> plugin.symbolicName().equals(other.getSymbolicName()))
        .forEach(
            other ->
                refused.add(
                    "there is another bundle named "
                        + other.getSymbolicName()
                        + " ("
                        + other.getLocation()
                        + ")"));
    plugin.exports().forEach(export -> refuseExport(export, others, refused));
    plugin.resource().getRequirements(null).stream()
        .filter(Surroundings::isNeeded)
        .forEach(requirement -> refuseMissing(requirement, plugin.resource(), others, refused));
    return List.copyOf(refused);
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
   * @return other bundles that would be stopped with it, by symbolic name
   */
  List<String> dependants(Bundle bundle) {
    return wiring().getDependencyClosure(List.of(bundle)).stream()
        .filter(other -> !other.equals(bundle))
        .map(other -> String.valueOf(other.getSymbolicName()))
        .sorted()
        .toList();
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

  private static boolean isNeeded(Requirement requirement) {
    var directives = requirement.getDirectives();
    return !"optional".equals(directives.get(Constants.RESOLUTION_DIRECTIVE))
        && !"dynamic".equals(directives.get(Constants.RESOLUTION_DIRECTIVE))
        && "resolve".equals(directives.getOrDefault(Constants.EFFECTIVE_DIRECTIVE, "resolve"))
        && !NOT_NEEDED_TO_RESOLVE.contains(requirement.getNamespace());
  }

  /** Only what is resolved counts: to resolve something else for the plugin would touch it. */
  private static void refuseMissing(
      Requirement requirement, Resource plugin, List<Bundle> others, Set<String> refused) {
    var namespace = requirement.getNamespace();
    var provided =
        others.stream()
            .map(other -> other.adapt(BundleWiring.class))
            .filter(Objects::nonNull)
            .flatMap(wiring -> wiring.getCapabilities(namespace).stream())
            .map(Capability.class::cast)
            .toList();
    if (Stream.concat(provided.stream(), plugin.getCapabilities(namespace).stream())
        .noneMatch(capability -> CapabilitySet.matches(capability, requirement))) {
      refused.add(missing(requirement, provided));
    }
  }

  private static String missing(Requirement requirement, List<Capability> provided) {
    var namespace = requirement.getNamespace();
    var needs = requirement.getDirectives().getOrDefault("filter", "any");
    if (namespace.equals(PLATFORM)) {
      var here =
          provided.stream()
              .map(Capability::getAttributes)
              .map(Map::toString)
              .collect(Collectors.joining(", "));
      return "it is built for another version of the platform: it needs "
          + needs
          + ", here is "
          + (here.isEmpty() ? "none" : here);
    }
    return "it needs " + namespace + " " + needs + ", which nothing here provides";
  }
}
