// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.gate;

/**
 * What a plugin took, since some moment.
 *
 * @param calls that were begun
 * @param failed of them by an exception that is no refusal
 * @param late of them that took too long
 * @param endless of them whose thread could not be ended
 * @param cpuNanos of its threads
 * @param bytes that they allocated
 * @param databaseNanos for which their transactions held a connection
 * @param refused events and alerts, more than it may tell in a second
 * @param dropped lines of the log, more than it may write in a second
 */
record Use(
    long calls,
    long failed,
    long late,
    long endless,
    long cpuNanos,
    long bytes,
    long databaseNanos,
    long refused,
    long dropped) {
  static final Use NONE = new Use(0, 0, 0, 0, 0, 0, 0, 0, 0);

  Use minus(Use earlier) {
    return new Use(
        calls - earlier.calls,
        failed - earlier.failed,
        late - earlier.late,
        endless - earlier.endless,
        cpuNanos - earlier.cpuNanos,
        bytes - earlier.bytes,
        databaseNanos - earlier.databaseNanos,
        refused - earlier.refused,
        dropped - earlier.dropped);
  }
}
