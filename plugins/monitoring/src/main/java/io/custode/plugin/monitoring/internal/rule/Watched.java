// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.rule;

import io.custode.api.alert.Severity;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A series as a rule sees it, value by value: the same for what comes now and for what came long
 * ago.
 */
final class Watched {
  private record Value(long time, double value) {}

  /** Silent for so long, it begins anew; no agent reports more rarely. */
  private static final long SILENCE = 10 * 60_000L;

  private final Rule rule;
  private final @Nullable Episode warning;
  private final @Nullable Episode critical;

  /** Of rules that watch changes: what came within the rule's time. */
  private final Deque<Value> past = new ArrayDeque<>();

  private long last = Long.MIN_VALUE;
  private double value;

  /**
   * @param level of the alert that there is, or null if there is none
   */
  Watched(Rule rule, @Nullable Severity level) {
    this.rule = rule;
    this.warning = rule.warning() == null ? null : new Episode(rule, rule.warning(), level != null);
    this.critical =
        rule.critical() == null
            ? null
            : new Episode(rule, rule.critical(), level == Severity.CRITICAL);
  }

  Rule rule() {
    return rule;
  }

  /** The latest value, or by how much it changed. */
  double value() {
    return value;
  }

  /** How bad it is now; empty if it is not. */
  Optional<Severity> level() {
    if (critical != null && critical.isOpen()) {
      return Optional.of(Severity.CRITICAL);
    }
    return warning != null && warning.isOpen() ? Optional.of(Severity.WARNING) : Optional.empty();
  }

  /** Nothing is known that another one would not know after the next value. */
  boolean isIdle() {
    return past.isEmpty()
        && (warning == null || warning.isIdle())
        && (critical == null || critical.isIdle());
  }

  /**
   * @param time later than those before; others are left out
   */
  void see(long time, double measured) {
    if (time <= last) {
      return;
    }
    if (last != Long.MIN_VALUE && time - last > Math.max(SILENCE, rule.millis())) {
      interrupt();
    }
    last = time;
    value = rule.watchesChange() ? change(time, measured) : measured;
    if (warning != null) {
      warning.see(time, value);
    }
    if (critical != null) {
      critical.see(time, value);
    }
  }

  private void interrupt() {
    past.clear();
    if (warning != null) {
      warning.interrupt();
    }
    if (critical != null) {
      critical.interrupt();
    }
  }

  private double change(long time, double measured) {
    past.addLast(new Value(time, measured));
    while (past.getFirst().time < time - rule.millis()) {
      past.removeFirst();
    }
    return measured - past.getFirst().value;
  }
}
