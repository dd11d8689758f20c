// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.error.Problem;
import io.custode.api.plugin.PluginId;
import io.custode.api.plugin.Quarantine;
import io.custode.core.gate.OutOfService;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells callers of a plugin in quarantine why nothing answers. It is read from the database once a
 * second at most, so that a request is refused before the plugin's bundle has stopped.
 */
@Component
public final class OutOfServicePlugins implements OutOfService {
  private static final Logger LOG = LoggerFactory.getLogger(OutOfServicePlugins.class);
  private static final long SECOND = 1_000_000_000L;
  private final PluginRows rows;
  private final AtomicLong readAt = new AtomicLong(System.nanoTime() - SECOND);
  private volatile Map<PluginId, Quarantine> quarantined = Map.of();

  @Activate
  public OutOfServicePlugins(@Reference PluginRows rows) {
    this.rows = rows;
  }

  @Override
  public Optional<Problem> why(PluginId plugin) {
    long last = readAt.get();
    long now = System.nanoTime();
    if (now - last >= SECOND && readAt.compareAndSet(last, now)) {
      read();
    }
    return Optional.ofNullable(quarantined.get(plugin)).map(quarantine -> told(plugin, quarantine));
  }

  /** Without the database what was known goes on. */
  private void read() {
    try {
      quarantined =
          rows.present().stream()
              .filter(row -> row.quarantine() != null)
              .collect(Collectors.toMap(PluginRow::id, PluginRow::quarantine));
    } catch (RuntimeException e) {
      LOG.debug("Which plugins are out of service cannot be read", e);
    }
  }

  private static Problem told(PluginId plugin, Quarantine quarantine) {
    return new Problem(
        Problem.Kind.UNAVAILABLE,
        "plugin-quarantined",
        "The plugin "
            + plugin
            + " is in quarantine since "
            + quarantine.since()
            + "; the request was not run and its data is safe.",
        "Ask an administrator: msp:plugin-list says why, and what to do.");
  }
}
