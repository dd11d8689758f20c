// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/**
 * What a bundle's manifest says of the plugin that it is.
 *
 * @param plugin its id, or null if it is none
 * @param capabilities that it declares
 */
public record PluginHeaders(@Nullable String plugin, Set<String> capabilities) {
  private static final PluginHeaders NONE = new PluginHeaders(null, Set.of());

  public PluginHeaders {
    capabilities = Set.copyOf(capabilities);
  }

  /**
   * @param bundle null if a class comes from none, as in tests
   */
  public static PluginHeaders of(@Nullable Bundle bundle) {
    if (bundle == null) {
      return NONE;
    }
    // the empty locale: as written, not translated
    var headers = bundle.getHeaders("");
    var plugin = headers.get("Custode-Plugin");
    var capabilities = headers.get("Custode-Capabilities");
    return new PluginHeaders(
        plugin == null ? null : plugin.strip(),
        capabilities == null
            ? Set.of()
            : Arrays.stream(capabilities.split(","))
                .map(String::strip)
                .collect(Collectors.toUnmodifiableSet()));
  }

  /**
   * @return whose commands and jobs these are: what is no plugin belongs to core
   */
  public String owner() {
    return plugin == null ? "core" : plugin;
  }
}
