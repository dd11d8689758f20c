// SPDX-License-Identifier: Apache-2.0
package io.custode.core.asset;

import io.custode.api.agent.AgentId;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.Inventory;
import io.custode.api.tenant.SiteId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Turns what an agent says about its machine into an asset of the bound tenant. */
@ProviderType
public interface AssetClaims {
  /**
   * Idempotent: the agent's asset if it has one; else the one asset of the tenant that is surely
   * the same machine; else a new one, with a merge proposal for each that may be the same. Stores
   * the inventory.
   */
  AssetId claim(AgentId agent, @Nullable SiteId site, Inventory inventory);

  /**
   * The same for an agent that was told apart from another one with the same identity: it gets an
   * asset of its own, whatever its machine has in common with others.
   */
  AssetId claimApart(AgentId agent, @Nullable SiteId site, Inventory inventory);

  /** Notes signs of life, cheaply. */
  void seen(AssetId asset, boolean online, Instant at);
}
