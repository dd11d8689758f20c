// SPDX-License-Identifier: Apache-2.0
package io.custode.api.module;

import io.custode.api.asset.AssetId;
import io.custode.api.plugin.PluginId;
import org.jspecify.annotations.Nullable;

/** Which modules on which machines, all conditions together; null means any. */
public record EndpointModuleQuery(
    @Nullable AssetId asset, @Nullable PluginId plugin, @Nullable EndpointModuleState state) {
  public static final EndpointModuleQuery ANY = new EndpointModuleQuery(null, null, null);
}
