// SPDX-License-Identifier: Apache-2.0
package io.custode.api.alert;

/** What became of an alert that was raised before. */
public enum AlertFate {
  ACKNOWLEDGED,
  /** It was resolved, and is not over after all. */
  REOPENED,
  /** It is worse than it was. */
  ESCALATED,
  /** Nobody is to be disturbed by it for now. */
  SUPPRESSED,
  /** That is over, and the alert is not. */
  UNSUPPRESSED
}
