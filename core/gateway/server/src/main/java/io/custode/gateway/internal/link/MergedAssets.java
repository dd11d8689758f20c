// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.link;

import io.custode.api.asset.AssetsMerged;
import io.custode.spi.event.EventListener;
import io.custode.spi.event.ListensTo;
import io.custode.spi.event.OnEveryNode;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Two assets became one: the agent of the one that went speaks for the other. */
@Component
@OnEveryNode
@ListensTo(AssetsMerged.class)
public final class MergedAssets implements EventListener<AssetsMerged> {
  private final AgentDirectory directory;

  @Activate
  public MergedAssets(@Reference AgentDirectory directory) {
    this.directory = directory;
  }

  @Override
  public void on(AssetsMerged event) {
    // an agent that is away says what it is when it comes, and its asset is found by that
    directory.of(event.retired()).ifPresent(session -> session.speaksFor(event.asset()));
  }
}
