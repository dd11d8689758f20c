// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import java.util.function.Consumer;

/**
 * The points that a change of a plugin comes by, for tests of what is found after trouble at each.
 * A node can be made to die at one, as by {@code kill -9}: {@code -Dcustode.fault=HELD} says where.
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

  /** What happens at each: a test has something else happen. */
  static volatile Consumer<Faults> happens = Faults::die;

  void here() {
    happens.accept(this);
  }

  /** Ends the process if it is to die here. */
  void die() {
    if (HERE.equals(name())) {
      Runtime.getRuntime().halt(137);
    }
  }
}
