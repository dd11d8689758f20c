// SPDX-License-Identifier: Apache-2.0
package io.custode.api.agent;

import io.custode.api.action.Action;
import io.custode.api.asset.AssetId;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Has agents replace their own program. */
@ProviderType
public interface AgentUpgrades {
  /**
   * Queues it for the asset's agent, which has six days to begin. The action ends once the new
   * version has come, or the one before again, and then says why.
   *
   * @param version null: the latest that fits the machine
   * @throws io.custode.api.error.NotFound if the caller sees no such asset
   * @throws io.custode.api.error.Conflict {@code no-agent}, {@code no-inventory} before the agent
   *     told of its machine, {@code no-agent-release} if no release fits it, {@code
   *     agent-up-to-date} if it has that version or a later one
   */
  Action request(AssetId asset, @Nullable String version);
}
