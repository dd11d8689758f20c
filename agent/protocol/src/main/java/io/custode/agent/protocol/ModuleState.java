// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.protocol;

import org.jspecify.annotations.Nullable;

/**
 * How a version of a module is on an endpoint. While a newer one is tried, there are two of a
 * module.
 *
 * @param sha256 of its jar, lower-case hexadecimal
 * @param crashes within a day, 0 to 3
 * @param hold how often this version was held back, 0 for never
 * @param reason why it does not run, or why it crashed last; null if it never did
 */
public record ModuleState(
    String id,
    String version,
    String sha256,
    Kind kind,
    int crashes,
    int hold,
    @Nullable String reason) {
  /** Whether it runs. */
  public enum Kind {
    RUNNING,
    /** Not now; the agent tries again. */
    FAILED,
    /** It crashed too often; it is not tried again until somebody says so. */
    HELD
  }
}
