// SPDX-License-Identifier: Apache-2.0
package io.custode.spi.metric;

import io.custode.api.metric.MetricBatch;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Sees every batch as it arrives, with the batch's tenant bound. Must return at once; a batch may
 * come twice after a crash and late after an outage. Nodes share what an agent reports between
 * them: a listener does not see all of it.
 */
@ConsumerType
@FunctionalInterface
public interface MetricListener {
  void on(MetricBatch batch);
}
