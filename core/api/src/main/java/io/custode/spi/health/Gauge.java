// SPDX-License-Identifier: Apache-2.0
package io.custode.spi.health;

import org.osgi.annotation.versioning.ConsumerType;

/** A figure of {@code /metrics}. It is read at each request there, so reading it must be cheap. */
@ConsumerType
public interface Gauge {
  /**
   * @return name as Prometheus wants it, with its unit: {@code custode_agents_online}
   */
  String name();

  /**
   * @return one line that says what it is
   */
  String help();

  double value();
}
