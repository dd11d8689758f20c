// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.plugin.CapabilityChange;
import io.custode.api.plugin.ModuleChange;
import io.custode.core.capability.Capabilities;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What another version of a plugin asks for and brings that the one before did not. */
final class Differences {
  private static final int MAX_MODULES = 50;

  private Differences() {}

  /**
   * @param before those of the version that is there
   */
  static CapabilityChange capabilities(Capabilities before, Capabilities after) {
    return new CapabilityChange(after.without(before), before.without(after));
  }

  /**
   * @param before modules of the version that is there, by name
   * @return what is not the same, by name
   */
  static List<ModuleChange> modules(
      SortedMap<String, String> before, SortedMap<String, String> after) {
    var names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    return names.stream()
        .map(name -> new ModuleChange(name, before.get(name), after.get(name)))
        .filter(change -> change.from() == null || !change.from().equals(change.to()))
        .toList();
  }

  /**
   * @return versions of the modules for agents that a plugin's jar holds, by symbolic name
   * @throws io.custode.api.error.Invalid if there are more than any plugin needs
   */
  static SortedMap<String, String> modules(byte[] jar) {
    var versions = new TreeMap<String, String>();
    JarContents.files(jar, EndpointBundles.FOLDER, ".jar", MAX_MODULES)
        .forEach(
            (path, content) -> {
              var headers = JarContents.headers(content);
              versions.put(
                  headers.getOrDefault("Bundle-SymbolicName", path).split(";", 2)[0].strip(),
                  headers.getOrDefault("Bundle-Version", "0.0.0").strip());
            });
    return versions;
  }
}
