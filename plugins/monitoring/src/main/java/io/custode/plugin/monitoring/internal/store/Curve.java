// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

import java.util.List;
import java.util.Optional;

/**
 * A series for people to look at.
 *
 * @param resolution what it was read from
 * @param step from the start of one bucket to the next, and what each covers; 0 if each is one
 *     value at its time
 * @param buckets oldest first, those without values left out
 */
public record Curve(Resolution resolution, long step, List<Bucket> buckets) {
  /**
   * @return all of it as one; empty if there is nothing
   */
  public Optional<Bucket> total() {
    return buckets.stream().reduce(Bucket::and);
  }
}
