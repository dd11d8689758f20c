// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

import java.util.List;
import java.util.UUID;

/** What an asset reports at once. */
public record Batch(UUID tenant, UUID asset, List<Point> points) {
  public static final int MOST_POINTS = 10_000;

  /**
   * @throws IllegalArgumentException if there are more than {@value #MOST_POINTS} points
   */
  public Batch {
    points = List.copyOf(points);
    if (points.size() > MOST_POINTS) {
      throw new IllegalArgumentException(
          "A batch has at most " + MOST_POINTS + " values, not " + points.size() + ".");
    }
  }
}
