// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.gate;

import java.util.Optional;

/**
 * What a plugin may take on one node.
 *
 * @param cpuSeconds in a minute
 * @param mebibytes that it allocates in a minute
 * @param databaseSeconds for which its transactions hold connections, in a minute
 * @param late calls in five minutes
 * @param failed calls in a minute, if they are more than half of all
 * @param events and alerts in a second, in the mean
 * @param refused of them in a minute
 * @param lines of the log in a second, in the mean
 * @param dropped of them in a minute
 */
record Budget(
    int cpuSeconds,
    int mebibytes,
    int databaseSeconds,
    int late,
    int failed,
    int events,
    int refused,
    int lines,
    int dropped) {
  private static final int MEBI = 20;
  private static final long SECOND = 1_000_000_000;

  static Budget of(BoundedCalls.Config config) {
    return new Budget(
        config.cpuSecondsAMinute(),
        config.mebibytesAMinute(),
        config.databaseSecondsAMinute(),
        config.late(),
        config.failed(),
        Math.max(1, config.eventsASecond()),
        config.refused(),
        Math.max(1, config.linesASecond()),
        config.dropped());
  }

  /**
   * @param minute what it took in the last minute
   * @param minutes in the last five
   * @return what is too much, a sentence; empty if nothing is
   */
  Optional<String> exceededBy(Use minute, Use minutes) {
    if (minutes.endless() > 0) {
      return Optional.of(
          minutes.endless()
              + " of its threads can be ended by nothing and stay until this node starts again.");
    }
    if (minutes.late() >= late) {
      return Optional.of(
          minutes.late() + " calls of it had to be ended within five minutes; " + late + " may.");
    }
    if (minute.failed() >= failed && minute.failed() * 2 > minute.calls()) {
      return Optional.of(
          minute.failed() + " of " + minute.calls() + " calls failed within a minute.");
    }
    return over("It computed for", minute.cpuNanos() / SECOND, cpuSeconds, "seconds")
        .or(() -> over("It allocated", minute.bytes() >> MEBI, mebibytes, "MiB"))
        .or(
            () ->
                over(
                    "Its transactions held connections of the database for",
                    minute.databaseNanos() / SECOND,
                    databaseSeconds,
                    "seconds"))
        .or(
            () ->
                over(
                    "Beyond " + events + " a second, it told",
                    minute.refused(),
                    refused,
                    "events and alerts"))
        .or(
            () ->
                over(
                    "Beyond " + lines + " a second, it logged",
                    minute.dropped(),
                    dropped,
                    "lines"));
  }

  private static Optional<String> over(String what, long taken, int most, String unit) {
    return taken < most
        ? Optional.empty()
        : Optional.of(what + " " + taken + " " + unit + " within a minute; it may " + most + ".");
  }
}
