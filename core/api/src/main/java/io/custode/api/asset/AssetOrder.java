// SPDX-License-Identifier: Apache-2.0
package io.custode.api.asset;

/**
 * In which order assets are listed. Those that are equal by it come by name, then id; what is not
 * known of an asset is the smallest.
 *
 * @param by what is compared
 * @param descending whether the largest comes first
 */
public record AssetOrder(By by, boolean descending) {
  public static final AssetOrder NAME = new AssetOrder(By.NAME, false);

  /** What is compared; texts without case. */
  public enum By {
    NAME,
    /** By the name of its tenant. */
    TENANT,
    /** Those that are not connected first. */
    ONLINE,
    /** By the name of the kind, not as people say it. */
    KIND,
    /** By the name of the state, not as people say it. */
    STATE,
    OS,
    SERIAL,
    CPUS,
    MEMORY,
    /** The last sign of life; those that are connected now are the latest. */
    SEEN,
    CREATED
  }
}
