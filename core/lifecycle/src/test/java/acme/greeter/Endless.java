// SPDX-License-Identifier: Apache-2.0
package acme.greeter;

/** Never begins: it spins, or waits for a lock if somebody asked for that. */
public final class Endless {
  public Endless() {
    if (Boolean.getBoolean("acme.waits")) {
      synchronized ("acme waits".intern()) {
        return;
      }
    }
    long spins = 0;
    while (spins >= 0) {
      spins = (spins + 1) & Long.MAX_VALUE;
    }
  }
}
