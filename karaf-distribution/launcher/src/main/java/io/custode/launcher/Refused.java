// SPDX-License-Identifier: Apache-2.0
package io.custode.launcher;

/** Why something cannot be done, as the one line that the user sees. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;

  Refused(String line) {
    super(line);
  }
}
