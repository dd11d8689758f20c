// SPDX-License-Identifier: Apache-2.0
package io.custode.api.asset;

/** Where an asset is in its life. */
public enum AssetState {
  /** In use at the customer's. */
  ACTIVE,
  /** On the MSP's or the customer's shelf. */
  STOCK,
  /** Lent to the customer. */
  LOAN,
  /** Out of service; kept for its history. */
  RETIRED
}
