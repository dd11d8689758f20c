// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

/** What was stored is not what was written. */
public final class Damaged extends RuntimeException {
  private static final long serialVersionUID = 1;

  Damaged(String what) {
    super(what);
  }

  Damaged(String where, Damaged what) {
    super(where + ": " + what.getMessage(), what);
  }
}
