// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

import java.time.Duration;

/**
 * What is taken.
 *
 * @param seriesPerAsset further series of an asset are refused
 * @param valuesInMemory 16 bytes each; a writer who finds so many first makes chunks of them, and
 *     fails if that fails
 * @param ahead how far in the future a value may be: no agent's clock is right
 */
public record Limits(int seriesPerAsset, int valuesInMemory, Duration ahead) {
  public static final Limits USUAL = new Limits(500, 4_000_000, Duration.ofMinutes(10));
}
