// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.health;

import io.custode.rest.internal.publish.CorePaths;
import io.custode.rest.internal.publish.Publisher;
import io.custode.rest.internal.publish.Whiteboard;
import io.custode.spi.health.HealthCheck;
import java.util.TreeSet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** REST is up when every path of core is answered. */
@Component
public final class RestHealth implements HealthCheck {
  static final String PART = "rest";

  private final Publisher publisher;

  @Activate
  public RestHealth(@Reference Whiteboard whiteboard) {
    this(whiteboard.publisher());
  }

  /**
   * @param publisher what knows which paths are answered
   */
  public RestHealth(Publisher publisher) {
    this.publisher = publisher;
  }

  @Override
  public String part() {
    return PART;
  }

  @Override
  public Health check() {
    var missing = new TreeSet<>(CorePaths.ALL);
    missing.removeAll(publisher.coreHeads());
    return missing.isEmpty()
        ? new Health(true, "all paths of core are answered")
        : new Health(false, "not answered: " + String.join(", ", missing));
  }
}
