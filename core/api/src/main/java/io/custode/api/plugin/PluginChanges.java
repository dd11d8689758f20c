// SPDX-License-Identifier: Apache-2.0
package io.custode.api.plugin;

import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** What was done to plugins, and how it ended. */
@ProviderType
public interface PluginChanges {
  /**
   * Needs {@code core.plugin.read}.
   *
   * @param plugin whose changes; null: all plugins'
   * @return the latest first
   */
  Page<PluginChange> find(@Nullable PluginId plugin, PageRequest page);
}
