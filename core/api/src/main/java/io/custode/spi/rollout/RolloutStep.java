// SPDX-License-Identifier: Apache-2.0
package io.custode.spi.rollout;

import io.custode.api.asset.AssetId;
import io.custode.api.json.Json;
import io.custode.api.rollout.RolloutId;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What a rollout does to an asset. Register it as a service. It is called bound to the asset's
 * tenant, outside transactions, and must answer within seconds.
 */
@ConsumerType
public interface RolloutStep {
  /**
   * @return {@code <plugin>.<noun>}, {@code patching.set}
   */
  String id();

  /**
   * What people choose it by.
   *
   * @return one sentence of what it does, and of the target that it reads, at most 300 characters
   */
  default String description() {
    return id();
  }

  /**
   * Begins, or looks how far it is. Called once a minute until the answer is final, and again after
   * a crash: for one rollout and asset it does the work once, however often it is called.
   */
  StepOutcome advance(RolloutId rollout, AssetId asset, Json target);
}
