// SPDX-License-Identifier: Apache-2.0
package io.custode.api.rollout;

import org.jspecify.annotations.Nullable;

/**
 * Which assets of a rollout, both conditions together; null means any.
 *
 * @param ring in that one, from 1
 */
public record RolloutAssetQuery(@Nullable Integer ring, @Nullable RolloutAssetState state) {
  public static final RolloutAssetQuery ANY = new RolloutAssetQuery(null, null);
}
