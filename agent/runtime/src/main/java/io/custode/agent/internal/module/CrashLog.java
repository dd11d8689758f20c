// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.module;

import io.custode.agent.protocol.ModuleState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How often a version of a module crashed here. On disk, since a module may take the agent with it.
 *
 * @param crashes within a day
 * @param last when it crashed last; null if it did not within a day
 * @param starting whether it is being started, or was a moment ago; if the agent finds that when it
 *     starts itself, it died of it
 * @param hold how often it was held back
 * @param held whether it is held back now
 */
record CrashLog(
    String version,
    String sha256,
    int crashes,
    @Nullable Instant last,
    boolean starting,
    int hold,
    boolean held,
    @Nullable String reason) {
  static final int MOST = 3;
  private static final Duration FORGOTTEN = Duration.ofDays(1);
  private static final int LONGEST = 500;

  static CrashLog of(String version, String sha256) {
    return new CrashLog(version, sha256, 0, null, false, 0, false, null);
  }

  CrashLog starting(boolean now) {
    return new CrashLog(version, sha256, crashes, last, now, hold, held, reason);
  }

  CrashLog crashed(String why, Instant now) {
    int count = lately(now) ? crashes + 1 : 1;
    boolean tooOften = count >= MOST;
    var text = why.length() > LONGEST ? why.substring(0, LONGEST) : why;
    return new CrashLog(
        version, sha256, count, now, false, tooOften ? hold + 1 : hold, tooOften, text);
  }

  boolean lately(Instant now) {
    return last != null && !last.plus(FORGOTTEN).isBefore(now);
  }

  CrashLog released() {
    return new CrashLog(version, sha256, 0, null, false, hold, false, reason);
  }

  ModuleState toState(String id, boolean runs) {
    var kind =
        held ? ModuleState.Kind.HELD : runs ? ModuleState.Kind.RUNNING : ModuleState.Kind.FAILED;
    return new ModuleState(id, version, sha256, kind, crashes, hold, reason);
  }
}
