// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.link;

import io.custode.api.asset.AssetsSplit;
import io.custode.spi.event.EventListener;
import io.custode.spi.event.ListensTo;
import io.custode.spi.event.OnEveryNode;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A merge was taken apart: the agent speaks for the asset that is there again. */
@Component
@OnEveryNode
@ListensTo(AssetsSplit.class)
public final class SplitAssets implements EventListener<AssetsSplit> {
  private final AgentDirectory directory;

  @Activate
  public SplitAssets(@Reference AgentDirectory directory) {
    this.directory = directory;
  }

  @Override
  public void on(AssetsSplit event) {
    var agent = event.agent();
    if (agent != null) {
      directory.remembered(agent.value()).ifPresent(session -> session.speaksFor(event.back()));
    }
  }
}
