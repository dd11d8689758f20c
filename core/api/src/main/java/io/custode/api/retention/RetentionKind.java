// SPDX-License-Identifier: Apache-2.0
package io.custode.api.retention;

/**
 * What can be kept for a time only. The audit is none of it: it is a chain, kept whole, and forgets
 * persons by itself. What is still open is never deleted.
 */
public enum RetentionKind {
  /**
   * Actions that ended, with their results, from their end; at least 180 days. They tell what those
   * who administer systems did: Garante per la protezione dei dati personali, decision of 27
   * November 2008 on system administrators, asks for six months of such records.
   */
  ACTIONS(180),
  /** Alerts that were resolved, from then. */
  ALERTS(7),
  /** What compliance was, from when it was no longer so. */
  COMPLIANCE(30),
  /** Runs of jobs that ended, from their end. */
  JOB_RUNS(7),
  /** Imports that ended, with the rows they refused, from their end. */
  IMPORTS(7),
  /** What is needed to take a merge of assets apart, from the merge. */
  MERGES(7);

  private final int least;

  RetentionKind(int least) {
    this.least = least;
  }

  /**
   * @return days that it is kept at least
   */
  public int leastDays() {
    return least;
  }
}
