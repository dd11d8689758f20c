// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.testing;

import io.custode.api.agent.AgentId;
import io.custode.api.asset.Asset;
import io.custode.api.asset.AssetChange;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.AssetKind;
import io.custode.api.asset.AssetOrder;
import io.custode.api.asset.AssetQuery;
import io.custode.api.asset.AssetState;
import io.custode.api.asset.Assets;
import io.custode.api.asset.Inventory;
import io.custode.api.asset.NewAsset;
import io.custode.api.error.Unavailable;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.SiteId;
import io.custode.api.tenant.TenantId;
import io.custode.core.asset.AssetClaims;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** One asset for each agent, as the platform would find them. */
public final class MemoryAssets implements Assets, AssetClaims {
  public final Map<AgentId, AssetId> byAgent = new ConcurrentHashMap<>();
  public final Map<AssetId, Inventory> inventories = new ConcurrentHashMap<>();
  public final Map<AssetId, Boolean> online = new ConcurrentHashMap<>();
  public final List<Inventory> claims = new CopyOnWriteArrayList<>();
  public final List<AgentId> apart = new CopyOnWriteArrayList<>();
  public volatile boolean away;
  private final TenantId tenant;

  MemoryAssets(TenantId tenant) {
    this.tenant = tenant;
  }

  @Override
  public AssetId claim(AgentId agent, @Nullable SiteId site, Inventory inventory) {
    if (away) {
      throw new Unavailable("away", Duration.ofSeconds(1));
    }
    claims.add(inventory);
    var asset = byAgent.computeIfAbsent(agent, a -> AssetId.next());
    inventories.put(asset, inventory);
    return asset;
  }

  @Override
  public AssetId claimApart(AgentId agent, @Nullable SiteId site, Inventory inventory) {
    apart.add(agent);
    return claim(agent, site, inventory);
  }

  @Override
  public void seen(AssetId asset, boolean here, Instant at) {
    online.put(asset, here);
  }

  @Override
  public Optional<Asset> get(AssetId id) {
    return inventories.containsKey(id) ? Optional.of(asset(id)) : Optional.empty();
  }

  private Asset asset(AssetId id) {
    return new Asset(
        id,
        tenant,
        null,
        agent(id),
        "pc",
        AssetKind.SERVER,
        AssetState.ACTIVE,
        null,
        null,
        0,
        0,
        null,
        online.getOrDefault(id, false),
        Instant.EPOCH,
        1);
  }

  private @Nullable AgentId agent(AssetId id) {
    return byAgent.entrySet().stream()
        .filter(e -> e.getValue().equals(id))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  @Override
  public Page<Asset> find(AssetQuery query, AssetOrder order, PageRequest page) {
    return new Page<>(List.of(), null);
  }

  @Override
  public Asset register(NewAsset asset) {
    throw new AssertionError("the gateway never asks to register");
  }

  @Override
  public Asset change(AssetId id, AssetChange change) {
    throw new AssertionError("the gateway never asks to change");
  }

  @Override
  public Optional<Inventory> inventory(AssetId id) {
    return Optional.ofNullable(inventories.get(id));
  }
}
