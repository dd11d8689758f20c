// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.database;

import io.custode.api.error.Unavailable;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets in as many transactions as there are connections, first come, first served. Waiting here is
 * waiting for others; waiting in the pool, which gives up sooner, is waiting for the database.
 */
public final class Turnstile {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Semaphore places;

  /**
   * @param connections one of them stays free for the outbox and the health check
   */
  Turnstile(int connections) {
    this.places = new Semaphore(Math.max(1, connections - 1), true);
  }

  /**
   * @throws Unavailable if nobody left for too long
   */
  public void enter() {
    try {
      if (places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new Unavailable(
        "Too many wait for the database; nothing was changed.", Duration.ofSeconds(5));
  }

  public void leave() {
    places.release();
  }
}
