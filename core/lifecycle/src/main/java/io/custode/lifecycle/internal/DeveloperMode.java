// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.audit.Audit;
import io.custode.api.json.Json;
import io.custode.core.access.StandingWarning;
import io.custode.spi.health.HealthCheck;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells everybody, everywhere, while plugins of anybody may be installed. */
@Component
public final class DeveloperMode implements HealthCheck, StandingWarning {
  static final String NAME = "developer-mode";
  private static final String TEXT =
      "DEVELOPER MODE: plugins of publishers whom nobody trusts can be installed and run here."
          + " Not for customers' data: start the platform without --developer.";
  private static final Logger LOG = LoggerFactory.getLogger(DeveloperMode.class);
  private final LifecycleSettings settings;

  @Activate
  public DeveloperMode(
      @Reference LifecycleSettings settings, @Reference PluginRows rows, @Reference Audit audit) {
    this.settings = settings;
    if (settings.developer()) {
      LOG.warn(TEXT);
      note(settings.node(), rows, audit);
    }
  }

  /** The mode is as it was set, whether or not that can be written down just now. */
  private static void note(String node, PluginRows rows, Audit audit) {
    try {
      rows.asLifecycle(
          () -> {
            audit.record("core.developer-mode.begin", "node/" + node, Json.EMPTY);
            return true;
          });
    } catch (RuntimeException e) {
      LOG.error("That the developer mode is on is not in the audit", e);
    }
  }

  @Override
  public String part() {
    return NAME;
  }

  @Override
  public Health check() {
    return new Health(true, settings.developer() ? TEXT : "off");
  }

  @Override
  public Optional<Said> said() {
    return settings.developer() ? Optional.of(new Said(NAME, TEXT)) : Optional.empty();
  }
}
