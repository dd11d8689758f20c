// SPDX-License-Identifier: Apache-2.0
package io.custode.api.compliance;

/** How an asset stands to an item. */
public enum ComplianceState {
  /** As it should be, and that is shown. */
  COMPLIANT,
  /** Not as it should be. */
  VIOLATED,
  /** Not known: not read, too old, or the source failed. Never taken for compliant. */
  UNKNOWN,
  /** Somebody decided that the item is not asked of this asset. */
  EXEMPT
}
