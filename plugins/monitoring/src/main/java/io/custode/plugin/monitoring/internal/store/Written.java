// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

/**
 * What became of the values of a batch: how many are kept, and how many were refused why. One that
 * is refused keeps no other from being taken.
 *
 * @param notFinite infinite, or not a number
 * @param misnamed name or unit too long, or with characters that they must not have
 * @param early further in the future than clocks are wrong
 * @param late older than raw values are kept
 * @param tooMany of series that the asset may not have besides those that it has
 */
public record Written(int taken, int notFinite, int misnamed, int early, int late, int tooMany) {
  public int refused() {
    return notFinite + misnamed + early + late + tooMany;
  }
}
