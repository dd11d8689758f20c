// SPDX-License-Identifier: Apache-2.0
package io.custode.api.error;

import java.time.Duration;

/** Not now: a part that this needs is away; nothing was changed. */
public final class Unavailable extends Problem {
  private static final long serialVersionUID = 1;
  private final Duration retryAfter;

  public Unavailable(String what, Duration retryAfter) {
    super(
        Kind.UNAVAILABLE,
        "unavailable",
        what,
        "Try again in " + Math.max(1, retryAfter.toSeconds()) + " seconds.");
    this.retryAfter = retryAfter;
  }

  public Duration retryAfter() {
    return retryAfter;
  }
}
