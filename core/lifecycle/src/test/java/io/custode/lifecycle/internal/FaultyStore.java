// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.error.Unavailable;
import io.custode.persistence.TenantStore;
import java.time.Duration;
import java.util.function.Function;
import javax.persistence.EntityManager;

/** A real store that can be away, or be where the node dies. */
final class FaultyStore implements TenantStore {
  private final TenantStore store;
  volatile boolean away;
  volatile String dies = "";

  FaultyStore(TenantStore store) {
    this.store = store;
  }

  /**
   * @return the same without its faults
   */
  TenantStore store() {
    return store;
  }

  @Override
  public <T> T read(Function<EntityManager, T> work) {
    return store.read(work);
  }

  @Override
  public <T> T write(Function<EntityManager, T> work) {
    if (away) {
      throw new Unavailable("The database is away.", Duration.ofSeconds(1));
    }
    Killed.at("before commit", dies);
    var result = store.write(work);
    Killed.at("after commit", dies);
    return result;
  }
}
