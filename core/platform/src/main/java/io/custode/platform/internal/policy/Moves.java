// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.policy;

import io.custode.api.tenant.TenantId;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.stamp.Stamps;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Counts what may put assets elsewhere, so that every node reads again where they are. An event is
 * heard by one node only; the count is read by all. Machines speak all the time, so what they say
 * counts only where a group asks for it.
 */
@Component(service = Moves.class)
public final class Moves {
  private final TenantStore store;
  private final Stamps stamps;
  private final PolicyStates states;

  @Activate
  public Moves(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference Stamps stamps,
      @Reference PolicyStates states) {
    this.store = store;
    this.stamps = stamps;
    this.states = states;
  }

  void always(TenantId tenant) {
    count(tenant);
    states.forget(tenant);
  }

  // this node too waits for its next look: machines that come back all at once would otherwise make
  // it read everything again for each of them
  void byInventory(TenantId tenant) {
    if (states.of(tenant).memberships.dependOnInventory()) {
      count(tenant);
    }
  }

  void byPresence(TenantId tenant) {
    if (states.of(tenant).memberships.dependOnPresence()) {
      count(tenant);
    }
  }

  private void count(TenantId tenant) {
    store.write(
        em -> {
          stamps.bump(em, tenant);
          return true;
        });
  }
}
