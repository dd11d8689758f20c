// SPDX-License-Identifier: Apache-2.0
package io.custode.api.access;

/** What became of a role. */
public enum RoleFate {
  /** It is there, and nobody has it yet. */
  ADDED,
  /** Who has it may do other things than before. */
  CHANGED,
  /** It is gone; nobody had it. */
  REMOVED
}
