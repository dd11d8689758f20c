// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.container;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.custode.itests.jar.StrangerFeature;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;

/** Features and archives that have nothing to do with the platform, by Karaf's own services. */
final class Strangers implements AutoCloseable {
  private static final String FEATURES = "org.apache.karaf.features.FeaturesService";
  private static final String ARCHIVES = "org.apache.karaf.kar.KarService";
  private static final Pattern PACKAGE = Pattern.compile("osgi\\.wiring\\.package=([\\w.]+)");
  private static final Pattern LOWEST = Pattern.compile("\\(version>=([0-9.]+)\\)");
  private static final int MOST = 200;
  private final BundleContext context;
  private final Path folder;

  Strangers(BundleContext context) throws Exception {
    this.context = context;
    this.folder = Files.createTempDirectory("strangers");
  }

  /**
   * @return the same packages once more, in a later version
   */
  static String again(Bundle bundle) {
    return bundle
        .adapt(BundleRevision.class)
        .getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE)
        .stream()
        .map(export -> export.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE))
        .map(name -> name + ";version=2.1.99")
        .distinct()
        .collect(Collectors.joining(","));
  }

  /**
   * @return packages that bundles would like to have and lack
   */
  static String wanted(Collection<Bundle> bundles) {
    var wanted = new TreeMap<String, String>();
    for (var bundle : bundles) {
      var revision = bundle.adapt(BundleRevision.class);
      var wiring = bundle.adapt(BundleWiring.class);
      if (revision == null || wiring == null) {
        continue;
      }
      var wired =
          wiring.getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE).stream()
              .map(wire -> wire.getRequirement())
              .collect(Collectors.toSet());
      revision.getDeclaredRequirements(PackageNamespace.PACKAGE_NAMESPACE).stream()
          .filter(one -> "optional".equals(one.getDirectives().get("resolution")))
          .filter(one -> !wired.contains(one))
          .map(one -> one.getDirectives().get("filter"))
          .forEach(
              filter -> {
                var name = PACKAGE.matcher(filter);
                var version = LOWEST.matcher(filter);
                if (name.find() && !name.group(1).startsWith("java.") && wanted.size() < MOST) {
                  wanted.put(name.group(1), version.find() ? version.group(1) : "0.0.0");
                }
              });
    }
    assertFalse("nobody lacks anything", wanted.isEmpty());
    return wanted.entrySet().stream()
        .map(one -> one.getKey() + ";version=" + one.getValue())
        .collect(Collectors.joining(","));
  }

  void feature(String name, String exports) throws Exception {
    var feature = new StrangerFeature(name, exports);
    call(FEATURES, "addRepository", URI.class, feature.repository(folder).toUri());
    karafsOwn(name);
    assertTrue(name, isActive(feature.bundle()));
  }

  void karafsOwn(String name) throws Exception {
    call(FEATURES, "installFeature", String.class, name);
  }

  void archive(String name, String exports) throws Exception {
    var feature = new StrangerFeature(name, exports);
    call(ARCHIVES, "install", URI.class, feature.archive(folder).toUri());
    assertTrue(name, isActive(feature.bundle()));
  }

  private boolean isActive(String name) {
    return Arrays.stream(context.getBundles())
        .anyMatch(
            bundle -> name.equals(bundle.getSymbolicName()) && bundle.getState() == Bundle.ACTIVE);
  }

  /** By reflection: the test's bundle is wired to none of Karaf's packages. */
  private void call(String service, String method, Class<?> type, Object argument)
      throws Exception {
    ServiceReference<?> reference = context.getServiceReference(service);
    var object = context.getService(reference);
    var face = object.getClass().getClassLoader().loadClass(service);
    face.getMethod(method, type).invoke(object, argument);
  }

  @Override
  public void close() throws IOException {
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
