// SPDX-License-Identifier: Apache-2.0
package io.custode.api.imports;

/** How far an import is. */
public enum ImportState {
  /** Tried: nothing was changed. */
  CHECKED,
  /** On its way, or waiting for its turn. */
  RUNNING,
  /** All rows were taken or refused; the file is gone. */
  DONE,
  /** It ended before its last row, see its note; the file is gone. What was taken stays. */
  STOPPED
}
