// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the wires of plugins and of the platform away from what strangers bring: an optional import
 * is not filled by them, and where the platform has a package it stays the platform's. A plugin
 * that did not come through the lifecycle does not resolve at all.
 *
 * <p>A stranger is what came after the platform was first complete: the framework counts bundles
 * up, and keeps the count. It remembers a number and no bundle.
 */
@Component(service = PluginWiring.class, immediate = true)
public final class PluginWiring implements ResolverHookFactory, ResolverHook {
  private static final Logger LOG = LoggerFactory.getLogger(PluginWiring.class);
  private static final String LAST = "platform.last";
  private final long last;
  private final Optional<String> home;
  private final ServiceRegistration<ResolverHookFactory> registration;

  @Activate
  public PluginWiring(BundleContext context) {
    this(context, last(context), home(context.getBundle()));
  }

  /**
   * @param last id of the last bundle that is the platform's
   * @param home before the locations of what comes from where the platform came from
   */
  PluginWiring(BundleContext context, long last, Optional<String> home) {
    this.last = last;
    this.home = home;
    // not by a component's service: the framework would activate it while it resolves
    this.registration = context.registerService(ResolverHookFactory.class, this, null);
  }

  @Deactivate
  void stop() {
    registration.unregister();
  }

  /** Of the first start: everything of the platform is installed before the lifecycle begins. */
  private static long last(BundleContext context) {
    long now = Arrays.stream(context.getBundles()).mapToLong(Bundle::getBundleId).max().orElse(0L);
    var file = context.getDataFile(LAST).toPath();
    try {
      return Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) : kept(file, now);
    } catch (IOException | NumberFormatException e) {
      LOG.warn("It is not known which bundles came after the platform; all count as its own", e);
      return now;
    }
  }

  private static long kept(Path file, long now) throws IOException {
    Files.writeString(file, Long.toString(now));
    return now;
  }

  @Override
  public ResolverHook begin(Collection<BundleRevision> triggers) {
    return this;
  }

  @Override
  public void filterResolvable(Collection<BundleRevision> candidates) {
    candidates.removeIf(revision -> isFalsePlugin(revision.getBundle()));
  }

  private static boolean isFalsePlugin(Bundle bundle) {
    return !bundle.getLocation().startsWith(PluginJar.LOCATION)
        && bundle.getHeaders("").get("Custode-Plugin") != null;
  }

  @Override
  public void filterSingletonCollisions(
      BundleCapability singleton, Collection<BundleCapability> collisions) {
    // two of one name are refused by the plan
  }

  @Override
  public void filterMatches(
      BundleRequirement requirement, Collection<BundleCapability> candidates) {
    var asks = requirement.getRevision().getBundle();
    if (!requirement.getNamespace().equals(PackageNamespace.PACKAGE_NAMESPACE)
        || candidates.isEmpty()
        || isStranger(asks)) {
      return;
    }
    var strange =
        candidates.stream()
            .filter(candidate -> isStranger(candidate.getRevision().getBundle()))
            .collect(Collectors.toSet());
    if (strange.size() < candidates.size() || (isOurs(asks) && isOptional(requirement))) {
      candidates.removeAll(strange);
    }
  }

  private static boolean isOptional(BundleRequirement requirement) {
    return Set.of(Constants.RESOLUTION_OPTIONAL, "dynamic")
        .contains(requirement.getDirectives().getOrDefault(Constants.RESOLUTION_DIRECTIVE, ""));
  }

  private boolean isStranger(Bundle bundle) {
    return bundle.getBundleId() > last && !isOurs(bundle);
  }

  private boolean isOurs(Bundle bundle) {
    var location = bundle.getLocation();
    return location.startsWith(PluginJar.LOCATION)
        || location.startsWith(ApiJar.LOCATION)
        || home.filter(location::startsWith).isPresent();
  }

  /** Where this bundle lies, others of the platform do; a name anybody can give himself. */
  static Optional<String> home(Bundle own) {
    int end = own.getLocation().indexOf(own.getSymbolicName() + "/");
    return end > 0 ? Optional.of(own.getLocation().substring(0, end)) : Optional.empty();
  }

  @Override
  public void end() {
    // it remembers nothing
  }
}
