// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.error.Invalid;
import io.custode.api.plugin.PluginId;
import io.custode.core.capability.Capabilities;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.felix.utils.resource.ResourceBuilder;
import org.apache.felix.utils.resource.ResourceImpl;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleException;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.resource.Capability;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;

/**
 * What a signed jar says that it is, and what in it no plugin may have.
 *
 * @param symbolicName of its bundle
 * @param resource its requirements and capabilities
 * @param api bundles that it brings for other plugins to import from
 * @param refused why it may not run on any Custode, empty if it may
 */
record PluginJar(
    PluginId id,
    String name,
    String version,
    String symbolicName,
    SignedJar jar,
    Resource resource,
    List<ApiJar> api,
    List<String> refused) {
  /** Before the location of each plugin's bundle; no other bundle's begins so. */
  static final String LOCATION = "plugin:";

  private static final int MAX_TEXT = 100;
  private static final String NAMES = "[A-Za-z0-9_.-]+";

  /**
   * Headers that reach beyond the bundle, or that give it a way in that the platform cannot see.
   */
  private static final List<String> BANNED =
      List.of(
          "Bundle-Activator",
          "Bundle-Blueprint",
          "Bundle-NativeCode",
          "Custode-Schema",
          "DynamicImport-Package",
          "ExtensionBundle-Activator",
          "Fragment-Host",
          "Import-Bundle",
          "Import-Service",
          "Karaf-Commands",
          "Meta-Persistence",
          "Require-Bundle",
          "Spring-Context",
          "Web-ContextPath",
          "Webapp-Context");

  /** Packages that belong to the platform or to Java. */
  private static final List<String> OTHERS_PACKAGES =
      List.of("io.custode.", "java.", "javax.", "jakarta.", "org.osgi.");

  /** For core bundles only. */
  private static final List<String> CORE_PACKAGES =
      List.of("io.custode.core.", "io.custode.persistence.core", "org.apache.karaf.");

  /** Services that plugins call and the platform offers. */
  private static final List<String> OWN_SERVICES =
      List.of("io.custode.api.", "io.custode.core.", "io.custode.persistence.");

  private static final Set<String> API_FOLDERS =
      Set.of("io/custode/api/", "io/custode/spi/", "io/custode/core/", "io/custode/persistence/");

  PluginJar {
    api = List.copyOf(api);
    refused = List.copyOf(refused);
  }

  /**
   * @throws Invalid if it is no plugin
   */
  static PluginJar of(SignedJar jar) {
    var headers = jar.headers();
    var plugin = headers.get("Custode-Plugin");
    if (plugin == null) {
      throw JarContents.refuse("is no plugin: its manifest has no Custode-Plugin");
    }
    if (!"2".equals(headers.get("Bundle-ManifestVersion"))) {
      throw JarContents.refuse("is no bundle: its manifest has no Bundle-ManifestVersion: 2");
    }
    var id = PluginId.of(plugin);
    var symbolicName = symbolicName(headers);
    var resource = resource(LOCATION + jar.sha256(), headers);
    var api = ApiJar.in(jar);
    var refused = new ArrayList<>(refusals(headers, symbolicName, jar.names(), resource));
    refused.addAll(ApiJar.misnamed(jar));
    var declared = Capabilities.of(headers.get(Capabilities.HEADER));
    refused.addAll(declared.faults());
    refused.addAll(DeclaredComponents.refusals(jar, declared, imports(resource)));
    refused.addAll(CodeScan.server(jar.bytes(), jar.names(), declared));
    refused.addAll(EndpointBundles.refusals(jar, declared));
    api.forEach(one -> refused.addAll(one.refused()));
    return new PluginJar(
        id,
        name(headers, symbolicName),
        version(headers),
        symbolicName,
        jar,
        resource,
        api,
        refused);
  }

  String location() {
    return LOCATION + id + ":" + version + ":" + jar.sha256();
  }

  /** Whose bundle that is. */
  static PluginId idOf(String location) {
    return PluginId.of(location.split(":", 3)[1]);
  }

  /** Which version that is. */
  static String versionOf(String location) {
    return location.split(":", 4)[2];
  }

  /**
   * @return name of its schema, if it has one
   */
  String schema() {
    return schemaOf(id);
  }

  static String schemaOf(PluginId plugin) {
    return "p" + plugin;
  }

  static PluginId ofSchema(String schema) {
    return PluginId.of(schema.substring(1));
  }

  List<Capability> exports() {
    return resource.getCapabilities(PackageNamespace.PACKAGE_NAMESPACE);
  }

  static String symbolicName(Map<String, String> headers) {
    var name = headers.getOrDefault("Bundle-SymbolicName", "").split(";", 2)[0].trim();
    if (!name.matches(NAMES) || name.length() > MAX_TEXT) {
      throw JarContents.refuse("is no bundle: its Bundle-SymbolicName is missing or malformed");
    }
    return name;
  }

  static String version(Map<String, String> headers) {
    try {
      var version = Version.parseVersion(headers.getOrDefault("Bundle-Version", "0")).toString();
      if (version.length() <= MAX_TEXT) {
        return version;
      }
    } catch (IllegalArgumentException e) {
      throw malformed("its Bundle-Version is malformed", e);
    }
    throw JarContents.refuse("is no bundle: its Bundle-Version is too long");
  }

  private static String name(Map<String, String> headers, String symbolicName) {
    var name = headers.getOrDefault("Bundle-Name", symbolicName).strip();
    return name.isEmpty() || name.length() > MAX_TEXT || name.startsWith("%")
        ? symbolicName
        : name.replaceAll("\\p{Cntrl}", " ");
  }

  static Resource resource(String location, Map<String, String> headers) {
    try {
      return ResourceBuilder.build(location, headers);
    } catch (BundleException | IllegalArgumentException e) {
      throw malformed("its manifest cannot be read", e);
    }
  }

  private static Invalid malformed(String what, Exception cause) {
    var refusal = JarContents.refuse("is no bundle: " + what);
    refusal.initCause(cause);
    return refusal;
  }

  /** What neither a plugin nor a bundle that it brings may have. */
  static List<String> refusals(
      Map<String, String> headers, String symbolicName, Iterable<String> names, Resource resource) {
    var refused = new LinkedHashSet<String>();
    BANNED.stream()
        .filter(headers::containsKey)
        .forEach(header -> refused.add("a plugin may not have the header " + header));
    if (!headers.getOrDefault("Bundle-ClassPath", ".").trim().equals(".")) {
      refused.add("a plugin holds its classes itself, not in jars inside it (Bundle-ClassPath)");
    }
    if (symbolicName.startsWith("custode-") && !symbolicName.startsWith("custode-plugin-")) {
      refused.add("the symbolic name " + symbolicName + " is one of the platform's own");
    }
    names.forEach(name -> refuseName(name, refused));
    refuseClaims(headers.getOrDefault("Provide-Capability", ""), refused);
    refuseWiring(resource, refused);
    return List.copyOf(refused);
  }

  /** What only the platform provides would satisfy others in its place. */
  private static void refuseClaims(String header, Set<String> refused) {
    try {
      for (var capability : ResourceBuilder.parseCapability(new ResourceImpl(), header)) {
        var namespace = capability.getNamespace();
        if (namespace.startsWith("custode.")
            || (namespace.startsWith("osgi.") && !namespace.equals("osgi.service"))) {
          refused.add("it claims to provide " + namespace + ", which only the platform does");
        }
        if (namespace.equals("osgi.service")) {
          refuseServices(capability.getAttributes().get("objectClass"), refused);
        }
      }
    } catch (BundleException e) {
      throw malformed("its Provide-Capability cannot be read", e);
    }
  }

  private static void refuseName(String name, Set<String> refused) {
    if (name.endsWith(".class") && API_FOLDERS.stream().anyMatch(name::startsWith)) {
      refused.add("it holds a copy of the API, which the platform brings");
    }
    if (name.startsWith("OSGI-INF/blueprint/")) {
      refused.add("a plugin's services are Declarative Services, not Blueprint");
    }
  }

  /** A plugin implements SPIs and commands; a second Assets would be taken for the real one. */
  private static void refuseServices(@Nullable Object types, Set<String> refused) {
    var names = types instanceof Collection<?> several ? several : List.of(String.valueOf(types));
    names.stream()
        .map(String::valueOf)
        .filter(name -> OWN_SERVICES.stream().anyMatch(name::startsWith))
        .filter(name -> !name.equals("io.custode.api.command.Command"))
        .forEach(name -> refused.add("it offers " + name + ", which only the platform does"));
  }

  private static void refuseWiring(Resource resource, Set<String> refused) {
    for (var export : resource.getCapabilities(PackageNamespace.PACKAGE_NAMESPACE)) {
      var exported = export.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE);
      if (OTHERS_PACKAGES.stream().anyMatch(String.valueOf(exported)::startsWith)) {
        refused.add("it exports " + exported + ", a package that is not its own");
      }
    }
    for (var requirement : resource.getRequirements(PackageNamespace.PACKAGE_NAMESPACE)) {
      var imported = packageOf(requirement);
      if (CORE_PACKAGES.stream().anyMatch(imported::startsWith)
          || imported.contains(".internal.")
          || imported.endsWith(".internal")) {
        refused.add("it imports " + imported + ", which is the platform's own business");
      }
    }
  }

  private static Set<String> imports(Resource resource) {
    return resource.getRequirements(PackageNamespace.PACKAGE_NAMESPACE).stream()
        .map(PluginJar::packageOf)
        .collect(Collectors.toSet());
  }

  /** The package that an import names: it is written into the requirement's filter only. */
  static String packageOf(Requirement requirement) {
    var filter = requirement.getDirectives().getOrDefault("filter", "");
    var key = "(" + PackageNamespace.PACKAGE_NAMESPACE + "=";
    int from = filter.indexOf(key);
    if (from < 0) {
      return String.valueOf(
          requirement.getAttributes().getOrDefault(PackageNamespace.PACKAGE_NAMESPACE, ""));
    }
    return filter.substring(from + key.length(), filter.indexOf(')', from));
  }
}
