// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.core.capability.Capabilities;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.resource.Resource;

/**
 * A bundle inside a plugin's jar that other plugins import from: classes, and nothing that runs.
 *
 * @param name symbolic name
 * @param bytes of the jar; not to be changed
 * @param packages that it exports, with their versions
 * @param resource its requirements and capabilities
 * @param refused why no plugin may bring it, empty if one may
 */
record ApiJar(
    String name,
    String version,
    String sha256,
    byte[] bytes,
    SortedMap<String, Version> packages,
    Resource resource,
    List<String> refused) {
  /** Before the location of each API bundle; no other bundle's begins so. */
  static final String LOCATION = "plugin-api:";

  /** Where they are in a plugin's jar. */
  static final String FOLDER = "META-INF/custode/api/";

  static final int MOST = 20;
  private static final String HEADER = "Custode-Api";

  /** An API does nothing by itself. */
  private static final List<String> BANNED =
      List.of(
          "Custode-Capabilities",
          "Custode-Entities",
          "Custode-Plugin",
          "Provide-Capability",
          "Service-Component");

  static ApiJar of(byte[] jar) {
    var headers = JarContents.headers(jar);
    var name = PluginJar.symbolicName(headers);
    var version = PluginJar.version(headers);
    var sha256 = Fingerprint.of(jar);
    var resource = PluginJar.resource(location(name, version, sha256), headers);
    var packages = packages(resource);
    return new ApiJar(
        name,
        version,
        sha256,
        jar,
        packages,
        resource,
        refusals(name, headers, jar, packages, resource));
  }

  /**
   * @return those that a plugin's jar holds
   * @throws io.custode.api.error.Invalid if one is no bundle
   */
  static List<ApiJar> in(SignedJar plugin) {
    return plugin.files(FOLDER, ".jar", MOST).values().stream().map(ApiJar::of).toList();
  }

  /**
   * @return what is wrong with how a plugin's manifest names them
   */
  static List<String> misnamed(SignedJar plugin) {
    var named = new LinkedHashSet<String>();
    for (var path : plugin.headers().getOrDefault(HEADER, "").split(",")) {
      named.add(path.strip());
    }
    named.remove("");
    var refused = new ArrayList<String>();
    named.stream()
        .filter(path -> !plugin.names().contains(path) || !isApi(path))
        .forEach(path -> refused.add(HEADER + " names " + path + ", which is not there"));
    plugin.names().stream()
        .filter(path -> isApi(path) && !named.contains(path))
        .sorted()
        .forEach(path -> refused.add("it holds " + path + ", which " + HEADER + " does not name"));
    return refused;
  }

  static boolean isApi(String path) {
    return path.startsWith(FOLDER)
        && path.endsWith(".jar")
        && path.indexOf('/', FOLDER.length()) < 0;
  }

  String location() {
    return location(name, version, sha256);
  }

  static String location(String name, String version, String sha256) {
    return LOCATION + name + ":" + version + ":" + sha256;
  }

  private static SortedMap<String, Version> packages(Resource resource) {
    var packages = new TreeMap<String, Version>();
    for (var export : resource.getCapabilities(PackageNamespace.PACKAGE_NAMESPACE)) {
      var attributes = export.getAttributes();
      packages.put(
          String.valueOf(attributes.get(PackageNamespace.PACKAGE_NAMESPACE)),
          attributes.get("version") instanceof Version version ? version : Version.emptyVersion);
    }
    return packages;
  }

  private static List<String> refusals(
      String name,
      Map<String, String> headers,
      byte[] jar,
      SortedMap<String, Version> packages,
      Resource resource) {
    var names = JarContents.names(jar);
    var refused = new ArrayList<>(PluginJar.refusals(headers, name, names, resource));
    refused.addAll(CodeScan.server(jar, names, Capabilities.of(null)));
    BANNED.stream()
        .filter(headers::containsKey)
        .forEach(header -> refused.add("an API bundle may not have the header " + header));
    if (packages.isEmpty()) {
      refused.add("it exports nothing");
    }
    packages.forEach(
        (exported, version) -> {
          if (version.equals(Version.emptyVersion)) {
            refused.add("it exports " + exported + " without a version");
          }
        });
    resource.getRequirements(PackageNamespace.PACKAGE_NAMESPACE).stream()
        .map(PluginJar::packageOf)
        .filter(packages::containsKey)
        .forEach(
            imported ->
                refused.add(
                    "it imports " + imported + ", which it exports (export it with -noimport)"));
    return refused.stream().map(why -> "its API bundle " + name + ": " + why).toList();
  }

  @Override
  public String toString() {
    return "ApiJar[" + name + " " + version + "]";
  }
}
