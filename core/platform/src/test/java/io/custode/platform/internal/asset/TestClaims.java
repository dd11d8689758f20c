// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import io.custode.api.agent.AgentId;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.Inventory;
import io.custode.platform.internal.Platform;
import java.util.List;

/** Lets tests of other packages have a machine. */
public final class TestClaims {
  private TestClaims() {}

  public static AssetId claim(Platform platform, AgentId agent, String host) {
    var claiming =
        new Claiming(
            platform.store, platform.binder, platform.events, platform.audit, platform.json);
    return claiming.claim(
        agent, null, IdentityTest.Machines.inventory(host, null, null, List.of()));
  }

  /** A machine as its agent describes it. */
  public static AssetId claim(Platform platform, Inventory inventory) {
    var claiming =
        new Claiming(
            platform.store, platform.binder, platform.events, platform.audit, platform.json);
    return claiming.claim(AgentId.next(), null, inventory);
  }
}
