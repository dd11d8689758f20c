// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.publish;

import io.custode.api.plugin.PluginId;
import io.custode.core.capability.Capabilities;
import org.jspecify.annotations.Nullable;

/**
 * A bundle that brings resources or permissions.
 *
 * @param bundle its id in the framework
 * @param name its symbolic name
 * @param plugin the plugin that it is, or null for a bundle of core
 * @param capabilities that a plugin declares
 */
public record Owner(
    long bundle, String name, @Nullable PluginId plugin, Capabilities capabilities) {
  /**
   * @return why it may not bring that permission, null if it may
   */
  @Nullable String refuses(String permission) {
    if (!permission.startsWith(prefix())) {
      return "does not begin with " + prefix();
    }
    return plugin == null || capabilities.allows("permission", permission)
        ? null
        : "is not declared: add permission:" + permission + " to " + Capabilities.HEADER;
  }

  /**
   * @return what its permissions begin with
   */
  String prefix() {
    return (plugin == null ? "core" : plugin.value()) + ".";
  }

  /**
   * @return {@code core} or the plugin's id
   */
  String label() {
    return plugin == null ? "core" : plugin.value();
  }

  /**
   * @return what its paths begin with
   */
  String base() {
    return plugin == null ? "" : "/plugins/" + plugin;
  }
}
