// SPDX-License-Identifier: Apache-2.0
package io.custode.api.metric;

import io.custode.api.asset.AssetId;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The last minutes of each asset, in memory: what a page shows at once; history is a plugin's
 * matter.
 */
@ProviderType
public interface LiveMetrics {
  /**
   * @return points of the last 15 minutes of an asset that the caller sees, oldest first; empty if
   *     there are none
   */
  List<MetricPoint> recent(AssetId asset);
}
