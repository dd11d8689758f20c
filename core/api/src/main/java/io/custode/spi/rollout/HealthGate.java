// SPDX-License-Identifier: Apache-2.0
package io.custode.spi.rollout;

import io.custode.api.rollout.Rollout;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** May object to the next ring of a rollout. Register it as a service; called as a step is. */
@ConsumerType
@FunctionalInterface
public interface HealthGate {
  /**
   * @return why the next ring must not open now, one sentence; empty: it may
   */
  Optional<String> objection(Rollout rollout);
}
