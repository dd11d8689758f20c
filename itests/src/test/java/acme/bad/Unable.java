// SPDX-License-Identifier: Apache-2.0
package acme.bad;

import io.custode.spi.health.HealthCheck;

/** Cannot even begin. */
public final class Unable implements HealthCheck {
  /** Called by Declarative Services. */
  public Unable() {
    throw new IllegalStateException("on purpose, in its constructor");
  }

  @Override
  public String part() {
    return "acmeunable";
  }

  @Override
  public Health check() {
    return new Health(true, "");
  }
}
