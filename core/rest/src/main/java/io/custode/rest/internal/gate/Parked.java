// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.gate;

import java.util.concurrent.atomic.AtomicBoolean;
import javax.servlet.AsyncContext;

/**
 * A request that waits without a thread while its plugin changes. It ends once: gone on, or
 * refused.
 */
final class Parked {
  private final AsyncContext context;
  private final AtomicBoolean ended = new AtomicBoolean();

  Parked(AsyncContext context) {
    this.context = context;
  }

  AsyncContext context() {
    return context;
  }

  /**
   * @return whether the caller of this is the one to end it
   */
  boolean end() {
    return ended.compareAndSet(false, true);
  }
}
