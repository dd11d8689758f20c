// SPDX-License-Identifier: Apache-2.0
package io.custode.spi.health;

import org.osgi.annotation.versioning.ConsumerType;

/** A part of /health. Must answer within a second; a late or throwing check counts as down. */
@ConsumerType
public interface HealthCheck {
  /**
   * @return name of the part, {@code database}
   */
  String part();

  Health check();

  /**
   * How a part is.
   *
   * @param up whether it does its work
   * @param detail one line without secrets
   */
  record Health(boolean up, String detail) {}
}
