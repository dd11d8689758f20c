// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.rollout;

import io.custode.api.rollout.RingProgress;
import io.custode.api.rollout.RolloutAssetState;
import io.custode.api.rollout.RolloutId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.persistence.EntityManager;

/** Counts of assets by rollout, ring and state. */
final class RolloutProgress {
  private record Place(String rollout, int ring) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byRollout = rollout.compareTo(other.rollout);
      return byRollout == 0 ? Integer.compare(ring, other.ring) : byRollout;
    }
  }

  private RolloutProgress() {}

  /**
   * @param entity the tenant's rows or those of the fleet
   */
  static List<RingProgress> of(EntityManager em, String entity, List<RolloutId> rollouts) {
    var lines =
        em.createQuery(
                "select a.rollout, a.ring, a.state, count(a) from "
                    + entity
                    + " a where a.rollout in :rollouts group by a.rollout, a.ring, a.state",
                Object[].class)
            .setParameter("rollouts", rollouts.stream().map(RolloutId::value).toList())
            .getResultList();
    var counts = new TreeMap<Place, Map<RolloutAssetState, Integer>>();
    for (var line : lines) {
      counts
          .computeIfAbsent(
              new Place((String) line[0], ((Number) line[1]).intValue()),
              place -> new EnumMap<>(RolloutAssetState.class))
          .put((RolloutAssetState) line[2], ((Number) line[3]).intValue());
    }
    return counts.entrySet().stream().map(e -> progress(e.getKey(), e.getValue())).toList();
  }

  private static RingProgress progress(Place place, Map<RolloutAssetState, Integer> of) {
    return new RingProgress(
        RolloutId.of(place.rollout()),
        place.ring(),
        of.getOrDefault(RolloutAssetState.WAITING, 0),
        of.getOrDefault(RolloutAssetState.STARTED, 0),
        of.getOrDefault(RolloutAssetState.SUCCEEDED, 0),
        of.getOrDefault(RolloutAssetState.FAILED, 0),
        of.getOrDefault(RolloutAssetState.SKIPPED, 0));
  }
}
