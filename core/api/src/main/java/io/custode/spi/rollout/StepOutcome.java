// SPDX-License-Identifier: Apache-2.0
package io.custode.spi.rollout;

import org.jspecify.annotations.Nullable;

/**
 * How far an asset is.
 *
 * @param reason why it failed, at most 500 characters, or null
 */
public record StepOutcome(Kind kind, @Nullable String reason) {
  /** Final or not. */
  public enum Kind {
    GOES_ON,
    SUCCEEDED,
    FAILED
  }

  public static final StepOutcome GOES_ON = new StepOutcome(Kind.GOES_ON, null);
  public static final StepOutcome SUCCEEDED = new StepOutcome(Kind.SUCCEEDED, null);

  public static StepOutcome failed(String reason) {
    return new StepOutcome(Kind.FAILED, reason);
  }
}
