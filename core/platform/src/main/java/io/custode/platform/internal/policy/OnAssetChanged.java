// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.policy;

import io.custode.api.asset.AssetChanged;
import io.custode.spi.event.EventListener;
import io.custode.spi.event.ListensTo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** An asset may be at another site, or in other groups. */
@Component
@ListensTo(AssetChanged.class)
public final class OnAssetChanged implements EventListener<AssetChanged> {
  private final Moves moves;

  @Activate
  public OnAssetChanged(@Reference Moves moves) {
    this.moves = moves;
  }

  @Override
  public void on(AssetChanged event) {
    moves.always(event.tenant());
  }
}
