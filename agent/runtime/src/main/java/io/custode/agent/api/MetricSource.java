// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.api;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Measures something at the pace of the agent; must return within a second. */
@ConsumerType
@FunctionalInterface
public interface MetricSource {
  /** At most 64 values; more are cut off. */
  List<MetricValue> sample();
}
