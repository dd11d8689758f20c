// SPDX-License-Identifier: Apache-2.0
package io.custode.spi.job;

/** What becomes of runs whose time came while no node was up, or the job was not there. */
public enum MissedRun {
  /** One run makes up for all that were missed. */
  ONCE,
  /** They are left out; the next comes at its time. */
  SKIP
}
