// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.policy;

import io.custode.api.asset.AssetPresenceChanged;
import io.custode.spi.event.EventListener;
import io.custode.spi.event.ListensTo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** An asset may be in other groups by being connected, or not. */
@Component
@ListensTo(AssetPresenceChanged.class)
public final class OnPresenceChanged implements EventListener<AssetPresenceChanged> {
  private final Moves moves;

  @Activate
  public OnPresenceChanged(@Reference Moves moves) {
    this.moves = moves;
  }

  @Override
  public void on(AssetPresenceChanged event) {
    moves.byPresence(event.tenant());
  }
}
