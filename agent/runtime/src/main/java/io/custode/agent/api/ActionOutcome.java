// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.api;

import org.jspecify.annotations.Nullable;

/**
 * How an action ended.
 *
 * @param reason one sentence for a technician, unless it succeeded
 */
public record ActionOutcome<O extends Record>(
    End end, @Nullable O output, @Nullable String reason) {
  /** The three ways. */
  public enum End {
    SUCCEEDED,
    FAILED,
    /** It may or may not have taken effect. */
    UNKNOWN
  }

  public static <O extends Record> ActionOutcome<O> succeeded(O output) {
    return new ActionOutcome<>(End.SUCCEEDED, output, null);
  }

  public static <O extends Record> ActionOutcome<O> failed(String reason, @Nullable O output) {
    return new ActionOutcome<>(End.FAILED, output, reason);
  }

  public static <O extends Record> ActionOutcome<O> unknown(String reason) {
    return new ActionOutcome<>(End.UNKNOWN, null, reason);
  }
}
