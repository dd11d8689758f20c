// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Where a store keeps what it has. What a method has done when it returns is durable. One that
 * throws may have done it, or not, or for some of what it was given; never half of a row.
 */
public interface Rows {
  /**
   * A commit.
   *
   * @param number rises from commit to commit
   */
  record Commit(long number, byte[] log) {}

  /** Values of a series from the start of a period to its end. */
  record Stored(long series, Resolution resolution, long period, byte[] chunk) {}

  /**
   * @return the number of the commit, greater than that of any before
   */
  long append(byte[] log);

  /**
   * @return the first commits behind one, oldest first, at most some; empty if there are no more
   */
  List<Commit> commits(long after, int most);

  /** Drops a commit and all before it, the oldest first. */
  void dropCommits(long last);

  /** Puts chunks in the place of what was there for their series, resolution and period. */
  void put(List<Stored> chunks);

  /**
   * @return chunks of a series whose period begins within {@code from} to before {@code to}, oldest
   *     first
   */
  List<Stored> chunks(long series, Resolution resolution, long from, long to);

  /** Drops the chunks of a resolution whose period begins before a time. */
  void dropChunks(Resolution resolution, long before);

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
}
