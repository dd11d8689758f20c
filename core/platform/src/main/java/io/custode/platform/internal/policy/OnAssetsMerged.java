// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.policy;

import io.custode.api.asset.AssetsMerged;
import io.custode.spi.event.EventListener;
import io.custode.spi.event.ListensTo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The asset that was retired is another one now. */
@Component
@ListensTo(AssetsMerged.class)
public final class OnAssetsMerged implements EventListener<AssetsMerged> {
  private final Moves moves;

  @Activate
  public OnAssetsMerged(@Reference Moves moves) {
    this.moves = moves;
  }

  @Override
  public void on(AssetsMerged event) {
    moves.always(event.tenant());
  }
}
