// SPDX-License-Identifier: Apache-2.0
package io.custode.api.error;

import java.time.Duration;

/** Too often; nothing was changed. */
public final class TooMany extends Problem {
  private static final long serialVersionUID = 1;
  private final Duration retryAfter;

  public TooMany(String what, Duration retryAfter) {
    super(
        Kind.TOO_MANY,
        "too-many",
        what,
        "Wait " + Math.max(1, retryAfter.toSeconds()) + " seconds.");
    this.retryAfter = retryAfter;
  }

  public Duration retryAfter() {
    return retryAfter;
  }
}
