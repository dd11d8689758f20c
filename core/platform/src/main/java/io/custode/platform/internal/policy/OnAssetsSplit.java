// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.policy;

import io.custode.api.asset.AssetsSplit;
import io.custode.spi.event.EventListener;
import io.custode.spi.event.ListensTo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The asset that was retired is there again. */
@Component
@ListensTo(AssetsSplit.class)
public final class OnAssetsSplit implements EventListener<AssetsSplit> {
  private final Moves moves;

  @Activate
  public OnAssetsSplit(@Reference Moves moves) {
    this.moves = moves;
  }

  @Override
  public void on(AssetsSplit event) {
    moves.always(event.tenant());
  }
}
