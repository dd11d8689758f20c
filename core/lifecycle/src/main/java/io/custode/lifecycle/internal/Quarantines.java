// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.audit.Audit;
import io.custode.api.error.Conflict;
import io.custode.api.error.NotFound;
import io.custode.api.event.DomainEvent;
import io.custode.api.event.EventId;
import io.custode.api.json.Json;
import io.custode.api.plugin.PluginId;
import io.custode.api.plugin.PluginQuarantined;
import io.custode.api.plugin.PluginReleased;
import io.custode.api.plugin.Quarantine;
import io.custode.api.plugin.Quarantine.Cause;
import io.custode.core.trust.Revocation;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts plugins out of service, in the database; {@link PluginStart} of each node does it there.
 *
 * <p>What a revocation asks for is derived from the rows at each look, so an install that was under
 * way when its publisher was revoked is caught by the look after it, on whatever node.
 */
@Component(service = Quarantines.class)
public final class Quarantines {
  private static final Logger LOG = LoggerFactory.getLogger(Quarantines.class);
  private static final Set<Cause> REVOKED = Set.of(Cause.PUBLISHER_REVOKED, Cause.JAR_REVOKED);
  private final PluginRows rows;
  private final Audit audit;
  private final TrustStore trust;
  private final Clock clock;

  @Activate
  public Quarantines(
      @Reference PluginRows rows, @Reference Audit audit, @Reference LifecycleSettings settings) {
    this(rows, audit, settings, Clock.systemUTC());
  }

  Quarantines(PluginRows rows, Audit audit, LifecycleSettings settings, Clock clock) {
    this.rows = rows;
    this.audit = audit;
    this.trust = new TrustStore(rows, settings);
    this.clock = clock;
  }

  /** Makes it what the revocations say; nothing is done where it is so already. */
  void look() {
    var present = rows.present();
    if (present.isEmpty()) {
      return;
    }
    var now = new Trust(Set.of(), trust.revocations(), false, false);
    for (var row : present) {
      var revoked = now.revoked(row.publisherKey(), row.sha256());
      var current = row.quarantine();
      if (current == null) {
        revoked.ifPresent(revocation -> begin(row, of(row, revocation)));
      } else if (REVOKED.contains(current.cause()) && revoked.isEmpty()) {
        end(row);
      }
    }
  }

  private static Quarantine of(PluginRow row, Revocation revocation) {
    boolean key = revocation.what().startsWith(Revocation.KEY);
    return new Quarantine(
        key ? Cause.PUBLISHER_REVOKED : Cause.JAR_REVOKED,
        (key ? "The key of its publisher" : "The jar of " + row.version())
            + " was revoked: "
            + revocation.reason()
            + ". It is stopped everywhere; its data is safe. "
            + (key
                ? "Uninstall it, or if the key is sound take that back (msp:revocation-lift "
                : "Install a version without the fault, or take that back (msp:revocation-lift ")
            + revocation.what()
            + ").",
        revocation.at(),
        revocation.by());
  }

  /** Puts a plugin out of service that takes too much, unless it is already. */
  void overBudget(PluginId plugin, String reason, String node) {
    rows.present(plugin)
        .filter(row -> row.quarantine() == null)
        .ifPresent(
            row ->
                begin(
                    row,
                    new Quarantine(
                        Cause.OVER_BUDGET,
                        reason
                            + " It is stopped everywhere; its data is safe. Go back to the version"
                            + " before or install a better one, or let it try again"
                            + " (msp:plugin-release "
                            + plugin
                            + "); tell its publisher.",
                        now(),
                        node)));
  }

  /**
   * Lets a plugin work again that took too much.
   *
   * @throws NotFound if it is not installed
   * @throws Conflict if it is not out of service, or for another cause
   */
  void release(PluginId plugin) {
    var row = rows.present(plugin).orElseThrow(() -> new NotFound("plugin", plugin));
    var quarantine = row.quarantine();
    if (quarantine == null) {
      throw new Conflict(
          "not-in-quarantine",
          "Plugin " + plugin + " is in service; nothing was changed.",
          "See msp:plugin-list.");
    }
    if (quarantine.cause() != Cause.OVER_BUDGET) {
      throw new Conflict(
          "quarantine-has-its-cause",
          "Plugin " + plugin + " stays out of service while its cause is there: it was revoked.",
          "See msp:revocation-list; msp:revocation-lift takes a revocation back.");
    }
    end(row);
  }

  /** One cause at a time: the first stays until it is over. */
  void begin(PluginRow row, Quarantine quarantine) {
    var event =
        new PluginQuarantined(
            EventId.next(), now(), row.id(), row.version(), quarantine.cause(), quarantine.by());
    if (change(row, Optional.of(quarantine), event)) {
      tell("core.plugin.quarantine", row, Map.of("cause", quarantine.cause().name()));
      LOG.warn("{} {} is out of service: {}", row.id(), row.version(), quarantine.reason());
    }
  }

  void end(PluginRow row) {
    var event = new PluginReleased(EventId.next(), now(), row.id(), row.version());
    if (change(row, Optional.empty(), event)) {
      tell("core.plugin.release", row, Map.of());
      LOG.info("{} {} is in service again", row.id(), row.version());
    }
  }

  /**
   * @return whether this node did it, and no other just before
   */
  private boolean change(PluginRow row, Optional<Quarantine> next, DomainEvent event) {
    try {
      return rows.write(
          em -> {
            var entity = em.find(PluginEntity.class, row.id().value());
            if (entity == null || !entity.toRow().equals(row)) {
              return false;
            }
            next.ifPresentOrElse(entity::quarantine, entity::release);
            rows.publish(event);
            return true;
          });
    } catch (Conflict e) {
      LOG.debug("Another node was first with {}", row.id(), e);
      return false;
    }
  }

  private void tell(String verb, PluginRow row, Map<String, String> more) {
    var detail = new StringBuilder("{\"version\":\"" + row.version() + "\"");
    // fingerprints, versions and names of constants: nothing to escape
    more.forEach((name, value) -> detail.append(",\"" + name + "\":\"" + value + "\""));
    var json = new Json(detail.append("}").toString());
    rows.asLifecycle(
        () -> {
          audit.record(verb, "plugin/" + row.id(), json);
          return true;
        });
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
