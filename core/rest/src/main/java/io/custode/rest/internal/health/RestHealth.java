// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.health;

import io.custode.rest.internal.publish.Publisher;
import io.custode.rest.internal.publish.Whiteboard;
import io.custode.spi.health.HealthCheck;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** REST is up when every path of core is answered. */
@Component
public final class RestHealth implements HealthCheck {
  private static final Set<String> EXPECTED =
      Set.of(
          "session",
          "me",
          "tenants",
          "sites",
          "assets",
          "merge-proposals",
          "actions",
          "commands",
          "agents",
          "enrolment-tokens",
          "plugins",
          "audit");

  private final Publisher publisher;

  @Activate
  public RestHealth(@Reference Whiteboard whiteboard) {
    this(whiteboard.publisher());
  }

  RestHealth(Publisher publisher) {
    this.publisher = publisher;
  }

  @Override
  public String part() {
    return "rest";
  }

  @Override
  public Health check() {
    var missing = new TreeSet<>(EXPECTED);
    missing.removeAll(publisher.coreHeads());
    return missing.isEmpty()
        ? new Health(true, "all paths of core are answered")
        : new Health(false, "not answered: " + String.join(", ", missing));
  }
}
