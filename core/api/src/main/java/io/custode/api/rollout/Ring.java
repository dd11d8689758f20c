// SPDX-License-Identifier: Apache-2.0
package io.custode.api.rollout;

import io.custode.api.group.GroupId;
import org.jspecify.annotations.Nullable;

/**
 * Some of the assets.
 *
 * @param group its members, as they are when the ring opens; null: all that are active and in no
 *     earlier ring
 * @param afterDays days after the rollout's begin before which it does not open, 0 to 365; not less
 *     than the ring before
 */
public record Ring(@Nullable GroupId group, int afterDays) {}
