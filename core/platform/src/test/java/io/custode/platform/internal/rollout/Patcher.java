// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.rollout;

import io.custode.api.asset.AssetId;
import io.custode.api.json.Json;
import io.custode.api.rollout.RolloutId;
import io.custode.spi.rollout.RolloutStep;
import io.custode.spi.rollout.StepOutcome;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A step that does each asset once, and breaks off where a test wants. */
final class Patcher implements RolloutStep {
  /** The node dies. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1;
  }

  final Map<AssetId, Integer> done = new HashMap<>();
  final Set<AssetId> failing = new HashSet<>();
  int calls;

  /** Numbers of the calls in which the node dies, before or after the work. */
  final Set<Integer> crashes = new HashSet<>();

  @Override
  public String id() {
    return "patching.set";
  }

  @Override
  public StepOutcome advance(RolloutId rollout, AssetId asset, Json target) {
    int call = calls++;
    boolean crashes = this.crashes.contains(call);
    if (crashes && call % 2 == 0) {
      throw new Crash();
    }
    // idempotent: what is done is looked up, not done again
    done.putIfAbsent(asset, call);
    if (crashes) {
      throw new Crash();
    }
    return failing.contains(asset) ? StepOutcome.failed("It broke.") : StepOutcome.SUCCEEDED;
  }
}
