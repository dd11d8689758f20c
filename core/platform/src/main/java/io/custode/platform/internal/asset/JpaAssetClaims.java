// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import io.custode.api.agent.AgentId;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.Inventory;
import io.custode.api.tenant.SiteId;
import io.custode.core.asset.AssetClaims;
import io.custode.platform.internal.access.CoreBundles;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** Claims for the gateway; what happens is in {@link Claiming}. */
@Component(scope = ServiceScope.BUNDLE)
public final class JpaAssetClaims implements AssetClaims {
  private final Claiming claiming;

  @Activate
  public JpaAssetClaims(ComponentContext context, @Reference Claiming claiming) {
    CoreBundles.check(context);
    this.claiming = claiming;
  }

  @Override
  public AssetId claim(AgentId agent, @Nullable SiteId site, Inventory inventory) {
    return claiming.claim(agent, site, inventory);
  }

  @Override
  public AssetId claimApart(AgentId agent, @Nullable SiteId site, Inventory inventory) {
    return claiming.claimApart(agent, site, inventory);
  }

  @Override
  public void seen(AssetId asset, boolean online, Instant at) {
    claiming.seen(asset, online, at);
  }
}
