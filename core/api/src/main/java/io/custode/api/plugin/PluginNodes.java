// SPDX-License-Identifier: Apache-2.0
package io.custode.api.plugin;

import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * How plugins are on each node. A node says so every ten seconds and after each change; one that
 * has said nothing for a day is forgotten.
 */
@ProviderType
public interface PluginNodes {
  /**
   * Needs {@code core.plugin.read}.
   *
   * @param plugin which; null: all of them
   * @return by plugin, then node
   * @throws io.custode.api.error.NotFound if that plugin is not installed
   */
  Page<PluginHealth> find(@Nullable PluginId plugin, PageRequest page);
}
