// SPDX-License-Identifier: Apache-2.0
package io.custode.api.job;

/** How a run of a job is, or ended. */
public enum RunState {
  RUNNING,
  DONE,
  /** The job said so, or threw. */
  FAILED,
  /** It was interrupted after its time. */
  TIMED_OUT,
  /** Its node went away in the middle of it. */
  LOST,
  /** It was too late to run it. */
  SKIPPED
}
