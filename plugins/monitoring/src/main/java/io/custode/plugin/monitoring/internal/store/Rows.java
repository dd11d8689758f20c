// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Where stores keep series and chunks. What a method has done when it returns is durable. One that
 * throws may have done it, or not, or for some of what it was given; never half of a row.
 */
public interface Rows {
  /** Values of a series from the start of a period to its end. */
  record Stored(long series, Resolution resolution, long period, byte[] chunk) {}

  /** Reads and puts chunks while no other store does so within this method. */
  void alone(Runnable work);

  /**
   * Puts chunks in the place of what was there for their series, resolution and period. Those of
   * series that are not there any more are left out.
   */
  void put(List<Stored> chunks);

  /**
   * @return chunks of a series whose period begins within {@code from} to before {@code to}, oldest
   *     first
   */
  List<Stored> chunks(long series, Resolution resolution, long from, long to);

  /**
   * @return chunks of some series whose period begins at a time
   */
  List<Stored> chunks(Collection<Long> series, Resolution resolution, long period);

  /**
   * Drops the chunks of the oldest periods of a resolution, as far as they begin before a time.
   *
   * @param periods how many at most
   */
  void dropChunks(Resolution resolution, long before, int periods);

  /**
   * @return all series of an asset
   */
  List<Series> series(UUID tenant, UUID asset);

  /**
   * Finds series of an asset, and makes those that are not there.
   *
   * @return one for each name
   */
  List<Series> findOrMake(UUID tenant, UUID asset, Collection<SeriesName> names);

  /** Forgets all that was kept of a tenant. */
  void forget(UUID tenant);
}
