// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

/**
 * Where a node can be made to die while it changes a plugin, as by {@code kill -9}: for the test
 * that shows what the next start finds. {@code -Dcustode.fault=HELD} says where.
 */
enum Faults {
  BEGUN,
  BESIDE,
  EXPANDED,
  HELD,
  STOPPED,
  STARTED,
  COMMITTED,
  SETTLED,
  OPENED,
  REMOVED,
  FAILED,
  TAKEN_OUT,
  PUT_BACK,
  STARTED_AGAIN;

  private static final String HERE = System.getProperty("custode.fault", "");

  /** Ends the process if it is to die here. */
  void here() {
    if (HERE.equals(name())) {
      Runtime.getRuntime().halt(137);
    }
  }
}
