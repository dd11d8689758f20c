// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.rule;

/** One limit of a rule and one series, value by value. */
final class Episode {
  private final Rule rule;
  private final double limit;
  private boolean isOpen;
  private boolean isBeyond;
  private long since;

  Episode(Rule rule, double limit, boolean isOpen) {
    this.rule = rule;
    this.limit = limit;
    this.isOpen = isOpen;
  }

  boolean isOpen() {
    return isOpen;
  }

  boolean isIdle() {
    return !isOpen && !isBeyond;
  }

  /** What it was for a while nobody knows. */
  void interrupt() {
    isBeyond = false;
  }

  void see(long time, double seen) {
    if (isOpen) {
      if (rule.isBack(seen, limit)) {
        isOpen = false;
        isBeyond = false;
      }
      return;
    }
    boolean wasBeyond = isBeyond;
    isBeyond = rule.isBeyond(seen, limit);
    since = isBeyond && wasBeyond ? since : time;
    // how much it changes within the time needs no further time
    isOpen = isBeyond && (rule.watchesChange() || time - since >= rule.millis());
  }
}
