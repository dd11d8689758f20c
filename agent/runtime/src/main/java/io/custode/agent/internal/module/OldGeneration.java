// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.module;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;

/** Where Java keeps what stays; it ends when that is full. */
final class OldGeneration {
  private static final double FULL = 0.85;

  private static final MemoryPoolMXBean POOL =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .filter(pool -> pool.getName().matches(".*(Tenured|Old).*"))
          .findFirst()
          .orElseThrow();

  private OldGeneration() {}

  /** Whether it is nearly full of what is in use: that is known after a collection only. */
  static boolean isFull() {
    if (!looksFull()) {
      return false;
    }
    System.gc();
    return looksFull();
  }

  private static boolean looksFull() {
    var usage = POOL.getUsage();
    return usage.getUsed() > FULL * usage.getMax();
  }
}
