// SPDX-License-Identifier: Apache-2.0
package io.custode.api.rollout;

import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Rollouts of the bound tenant; unbound, a technician reads those of all tenants that he sees. Not
 * to be called in an open transaction. What runs is moved on once a minute.
 */
@ProviderType
public interface Rollouts {
  /** Rollouts whose progress is told by one call. */
  int MOST_AT_ONCE = 50;

  Optional<Rollout> get(RolloutId id);

  /**
   * Newest first.
   *
   * @param state null: in any
   */
  Page<Rollout> find(@Nullable RolloutState state, PageRequest page);

  /**
   * Assets that were taken in so far, of a rollout of the bound tenant.
   *
   * @throws io.custode.api.error.NotFound if there is no such rollout
   */
  Page<RolloutAsset> assets(RolloutId id, PageRequest page);

  /**
   * Those of {@link #assets(RolloutId, PageRequest)} that fit.
   *
   * @throws io.custode.api.error.NotFound if there is no such rollout
   */
  Page<RolloutAsset> assets(RolloutId id, RolloutAssetQuery query, PageRequest page);

  /**
   * Rings that have begun, of those of the rollouts that the caller sees, by rollout and ring.
   *
   * @param rollouts at most {@value #MOST_AT_ONCE}
   * @throws io.custode.api.error.Invalid if there are more
   */
  List<RingProgress> progress(List<RolloutId> rollouts);

  /** Steps that are there at this moment, by id. */
  List<RolloutStepInfo> steps();

  /**
   * @throws io.custode.api.error.Invalid naming every rule that is broken
   * @throws io.custode.api.error.NotFound if there is no such group or calendar
   */
  Rollout create(NewRollout rollout);

  /**
   * Nothing begins from now on.
   *
   * @throws io.custode.api.error.Conflict {@code rollout-not-running}
   */
  Rollout pause(RolloutId id);

  /**
   * Goes on. What failed before counts no longer.
   *
   * @throws io.custode.api.error.Conflict {@code rollout-not-stopped} if it is neither paused nor
   *     halted
   */
  Rollout resume(RolloutId id);

  /**
   * Ends it for good: what began is not undone, what waits is skipped.
   *
   * @throws io.custode.api.error.Conflict {@code rollout-over}
   */
  Rollout abort(RolloutId id);
}
