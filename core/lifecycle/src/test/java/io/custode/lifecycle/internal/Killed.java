// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

/** The node dies here: an error that nobody handles, as after a kill -9 nobody does. */
final class Killed extends Error {
  private static final long serialVersionUID = 1;

  static void at(String where, String dies) {
    if (where.equals(dies)) {
      throw new Killed();
    }
  }
}
