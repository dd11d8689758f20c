// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.core.capability.Capabilities;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/**
 * What a bundle's manifest says of the plugin that it is.
 *
 * @param plugin its id, or null if it is none
 * @param capabilities that it declares
 */
public record PluginHeaders(@Nullable String plugin, Capabilities capabilities) {
  /**
   * @param bundle null if a class comes from none, as in tests
   */
  public static PluginHeaders of(@Nullable Bundle bundle) {
    if (bundle == null) {
      return new PluginHeaders(null, Capabilities.of(null));
    }
    // the empty locale: as written, not translated
    var headers = bundle.getHeaders("");
    var plugin = headers.get("Custode-Plugin");
    return new PluginHeaders(
        plugin == null ? null : plugin.strip(), Capabilities.of(headers.get(Capabilities.HEADER)));
  }

  /**
   * @return whether it may declare that permission: a plugin those of its own that its jar names
   */
  boolean mayBring(String permission) {
    return plugin == null
        || (permission.startsWith(plugin + ".") && capabilities.allows("permission", permission));
  }

  /**
   * @return whose commands and jobs these are: what is no plugin belongs to core
   */
  public String owner() {
    return plugin == null ? "core" : plugin;
  }
}
