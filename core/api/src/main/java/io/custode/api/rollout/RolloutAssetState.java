// SPDX-License-Identifier: Apache-2.0
package io.custode.api.rollout;

/** How far an asset is in a rollout. */
public enum RolloutAssetState {
  WAITING,
  STARTED,
  SUCCEEDED,
  FAILED,
  /** The rollout was aborted first. */
  SKIPPED
}
