// SPDX-License-Identifier: Apache-2.0
package io.custode.api.policy;

import io.custode.api.access.UserId;
import io.custode.api.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What was set for a target from a time on, until the next version.
 *
 * @param number counts from 1
 * @param cleared whether nothing was set from then on
 * @param changedBy who did it
 */
public record PolicyVersion(
    int number,
    boolean cleared,
    Map<String, Json> values,
    List<String> locked,
    Instant changedAt,
    UserId changedBy) {
  public PolicyVersion {
    values = Map.copyOf(values);
    locked = List.copyOf(locked);
  }
}
