// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.policy;

import io.custode.api.asset.InventoryChanged;
import io.custode.spi.event.EventListener;
import io.custode.spi.event.ListensTo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** An asset may be in other groups by what it says of itself. */
@Component
@ListensTo(InventoryChanged.class)
public final class OnInventoryChanged implements EventListener<InventoryChanged> {
  private final Moves moves;

  @Activate
  public OnInventoryChanged(@Reference Moves moves) {
    this.moves = moves;
  }

  @Override
  public void on(InventoryChanged event) {
    moves.byInventory(event.tenant());
  }
}
