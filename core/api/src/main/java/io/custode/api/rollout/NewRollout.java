// SPDX-License-Identifier: Apache-2.0
package io.custode.api.rollout;

import io.custode.api.calendar.CalendarId;
import io.custode.api.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rollout to be.
 *
 * @param step what is done to each asset: id of a {@link io.custode.spi.rollout.RolloutStep}
 * @param target what the step moves assets to; only the step reads it; at most 10,000 characters
 * @param rings 1 to 10, in their order; an asset is in the first that has it
 * @param maxFailedPercent with more failures among what ended it halts, 0 to 100
 * @param minObserved how many must have ended before it halts, 1 to 1,000
 */
public record NewRollout(
    String name,
    String step,
    Json target,
    List<Ring> rings,
    @Nullable CalendarId calendar,
    int maxFailedPercent,
    int minObserved) {
  public NewRollout {
    rings = List.copyOf(rings);
  }
}
