// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.policy;

import io.custode.api.group.AssetGroup;
import java.util.List;
import java.util.Map;

/**
 * What the provider had set when its count of changes was read.
 *
 * @param checkedAt {@link System#nanoTime()} when the count was last found to be this
 */
record ProviderState(
    long stamp, long checkedAt, List<AssetGroup> groups, Map<PolicyKey, Stored> stored) {
  ProviderState checked(long now) {
    return new ProviderState(stamp, now, groups, stored);
  }
}
