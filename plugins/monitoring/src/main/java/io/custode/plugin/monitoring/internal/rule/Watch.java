// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.rule;

/** What of a series is watched. */
public enum Watch {
  /** That it is not above a limit for so long. */
  ABOVE,
  /** That it is not below a limit for so long. */
  BELOW,
  /** That it does not rise by more than a limit within so long. */
  RISES,
  /** That it does not fall by more than a limit within so long. */
  FALLS
}
