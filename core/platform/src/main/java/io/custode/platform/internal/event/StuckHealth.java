// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.event;

import io.custode.spi.health.HealthCheck;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says how many events are stuck. The platform is up with them: all else goes on. */
@Component
public final class StuckHealth implements HealthCheck {
  private final StuckEvents stuck;

  @Activate
  public StuckHealth(@Reference StuckEvents stuck) {
    this.stuck = stuck;
  }

  @Override
  public String part() {
    return "events";
  }

  @Override
  public Health check() {
    long count = stuck.count();
    return new Health(
        true,
        count == 0
            ? "none is stuck"
            : count + " are stuck: msp:stuck-event-list says which and why");
  }
}
