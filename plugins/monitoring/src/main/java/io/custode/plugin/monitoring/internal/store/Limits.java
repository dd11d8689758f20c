// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

import java.time.Duration;

/**
 * What is taken.
 *
 * @param seriesPerAsset further series of an asset are refused
 * @param valuesInMemory when there are more, a writer first makes chunks of them; 16 bytes each,
 *     and as many again while that takes place
 * @param ahead how far in the future a value may be: no agent's clock is right
 */
public record Limits(int seriesPerAsset, int valuesInMemory, Duration ahead) {
  public static final Limits USUAL = new Limits(500, 4_000_000, Duration.ofMinutes(10));
}
