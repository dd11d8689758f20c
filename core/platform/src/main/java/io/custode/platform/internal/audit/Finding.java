// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.audit;

/** What is wrong with the place at which the chain breaks. */
public enum Finding {
  /** The entry is not what it was when it was recorded. */
  ALTERED,
  /** An entry is missing there, and later ones are still there. */
  DROPPED,
  /** There is an entry that the platform did not record. */
  INSERTED,
  /** The entry that belongs there stands elsewhere. */
  REORDERED,
  /** From there on every entry is missing. */
  TRUNCATED,
  /** The row that says where the chain ends is missing, or does not fit the last entry. */
  HEAD,
  /** The chain holds, but is not the one that was noted: it was written anew. */
  REWRITTEN
}
