// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.Problem;
import io.custode.api.plugin.PluginId;
import io.custode.core.capability.Capabilities;
import io.custode.core.module.ModuleRepository;
import io.custode.core.module.PluginModule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.osgi.framework.Version;

/** The endpoint bundles in a plugin's jar, {@code META-INF/custode/agent/*.jar}. */
final class EndpointBundles {
  static final String FOLDER = "META-INF/custode/agent/";
  private static final int MOST = 16;

  private EndpointBundles() {}

  /**
   * @param jar of a plugin, which was checked
   * @param publisherKey that it is signed with
   * @throws io.custode.api.error.Invalid if it holds more of them, larger ones or other ones than
   *     an agent takes
   */
  static List<PluginModule> of(PluginId plugin, byte[] jar, String publisherKey) {
    var ids = new HashSet<String>();
    var modules = new ArrayList<PluginModule>();
    JarContents.files(jar, FOLDER, ".jar", MOST)
        .forEach(
            (path, content) -> {
              var module = module(plugin, path, content, publisherKey);
              if (!ids.add(module.id())) {
                throw JarContents.refuse("brings the endpoint module " + module.id() + " twice");
              }
              modules.add(module);
            });
    return List.copyOf(modules);
  }

  /**
   * @return what is in their code that the plugin does not declare, for people
   */
  static List<String> refusals(SignedJar plugin, Capabilities declared) {
    var refused = new ArrayList<String>();
    plugin
        .files(FOLDER, ".jar", MOST)
        .forEach(
            (path, jar) ->
                CodeScan.endpoint(jar, JarContents.names(jar), declared).stream()
                    .map(why -> "its endpoint module " + path + ": " + why)
                    .forEach(refused::add));
    return refused;
  }

  /** Each is a sane jar, signed as the plugin is: agents ask for it again. */
  static void check(PluginJar plugin, JarCheck check, Trust trust) {
    for (var module : of(plugin.id(), plugin.jar().bytes(), plugin.jar().publisherKey())) {
      SignedJar signed;
      try {
        signed = check.check(module.jar(), trust);
      } catch (Problem e) {
        throw refused(module, e.what());
      }
      if (!signed.publisherKey().equals(module.publisher())) {
        throw refused(module, "It is signed by another publisher than the plugin.");
      }
    }
  }

  private static Conflict refused(PluginModule module, String why) {
    return new Conflict(
        "plugin-module-refused",
        "The endpoint module " + module.id() + " in the plugin's jar is refused: " + why,
        "Nothing was installed. Its publisher signs each jar in "
            + FOLDER
            + " before the plugin's own (custode sign does both).");
  }

  private static PluginModule module(
      PluginId plugin, String path, byte[] jar, String publisherKey) {
    if (jar.length > ModuleRepository.MAX_JAR) {
      throw JarContents.refuse("brings an endpoint module that is larger than 16 MiB: " + path);
    }
    JarContents.names(jar);
    var headers = JarContents.headers(jar);
    var id = headers.getOrDefault("Bundle-SymbolicName", "").split(";", 2)[0].strip();
    boolean own = id.equals(plugin.value()) || id.startsWith(plugin + "-");
    if (!own) {
      throw JarContents.refuse(
          "brings an endpoint module whose Bundle-SymbolicName is not "
              + plugin
              + " or "
              + plugin
              + "- and more: "
              + path);
    }
    try {
      var version = Version.parseVersion(headers.getOrDefault("Bundle-Version", "")).toString();
      return new PluginModule(id, version, publisherKey, jar);
    } catch (IllegalArgumentException e) {
      throw JarContents.refuse(
          "brings an endpoint module whose Bundle-Version is malformed: " + path);
    } catch (Invalid e) {
      throw JarContents.refuse("brings a strange endpoint module, " + path + ": " + e.what());
    }
  }
}
