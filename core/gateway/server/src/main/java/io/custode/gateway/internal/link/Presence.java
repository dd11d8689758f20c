// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.link;

import io.custode.api.event.EventId;
import io.custode.api.event.Events;
import io.custode.api.tenant.TenantId;
import io.custode.core.asset.AssetClaims;
import io.custode.gateway.internal.Door;
import io.custode.gateway.internal.Settings;
import io.custode.gateway.internal.agent.AgentConnected;
import io.custode.gateway.internal.agent.AgentDisconnected;
import io.custode.gateway.internal.agent.AgentEntity;
import io.custode.gateway.internal.agent.AgentRows;
import io.custode.gateway.internal.link.AgentSession.Change;
import io.custode.persistence.TenantStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down who is here. Signs of life are gathered and written together, those of one tenant in
 * one transaction; what is lost by a crash comes again with the next message.
 */
@Component(service = Presence.class)
public final class Presence {
  private record Pending(AgentSession session, Change change) {}

  private static final Logger LOG = LoggerFactory.getLogger(Presence.class);
  private static final int TOGETHER = 200;
  private static final Duration FORGET = Duration.ofHours(1);

  private final AgentDirectory directory;
  private final AgentRows rows;
  private final TenantStore store;
  private final Door door;
  private final Events events;
  private final AssetClaims claims;
  private final Duration silence;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            var thread = new Thread(work, "custode-presence");
            thread.setDaemon(true);
            return thread;
          });

  @Activate
  public Presence(
      @Reference AgentDirectory directory,
      @Reference AgentRows rows,
      @Reference(target = "(custode.schema=gateway)") TenantStore store,
      @Reference Door door,
      @Reference Events events,
      @Reference AssetClaims claims,
      @Reference Settings settings) {
    this.directory = directory;
    this.rows = rows;
    this.store = store;
    this.door = door;
    this.events = events;
    this.claims = claims;
    silence = Duration.ofSeconds(3L * settings.metricSeconds());
    timer.scheduleWithFixedDelay(this::flush, 1, 1, TimeUnit.SECONDS);
    // those whom a node that is gone left as online: nobody else misses them
    long late = silence.toSeconds() + 60;
    timer.scheduleWithFixedDelay(this::adopt, late, 120, TimeUnit.SECONDS);
  }

  @Deactivate
  public void close() {
    timer.shutdown();
    try {
      timer.awaitTermination(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void flush() {
    var now = Instant.now();
    var byTenant = new HashMap<TenantId, List<Pending>>();
    for (var session : directory.all()) {
      session.silentSince(now.minus(silence));
      session
          .changes(now)
          .ifPresent(
              change ->
                  byTenant
                      .computeIfAbsent(session.tenant(), t -> new ArrayList<>())
                      .add(new Pending(session, change)));
    }
    byTenant.forEach(this::write);
    directory.forgetIdle(now.minus(FORGET));
  }

  private void write(TenantId tenant, List<Pending> all) {
    for (int from = 0; from < all.size(); from += TOGETHER) {
      var some = all.subList(from, Math.min(all.size(), from + TOGETHER));
      try {
        door.run(tenant, () -> writeBound(tenant, some));
      } catch (RuntimeException e) {
        LOG.debug("Signs of life are written later", e);
        some.forEach(p -> p.session().keep(p.change()));
      }
    }
  }

  private void writeBound(TenantId tenant, List<Pending> some) {
    Map<AgentSession, Boolean> here =
        store.write(
            em -> {
              var result = new HashMap<AgentSession, Boolean>();
              some.forEach(p -> result.put(p.session(), apply(em, tenant, p)));
              return result;
            });
    for (var pending : some) {
      var asset = pending.change().asset();
      var seen = pending.change().seen();
      boolean isHere = Boolean.TRUE.equals(here.get(pending.session()));
      if (asset != null && seen != null && pending.session().tellAsset(isHere, Instant.now())) {
        claims.seen(asset, isHere, seen);
      }
    }
  }

  /** Whether the agent is here, as far as any node knows. */
  private boolean apply(EntityManager em, TenantId tenant, Pending pending) {
    var session = pending.session();
    var change = pending.change();
    var row = em.find(AgentEntity.class, session.id().value());
    if (row == null || row.revoked()) {
      session.revoke();
      return false;
    }
    var elsewhere = row.seenAt();
    if (!change.here()
        && change.bySilence()
        && elsewhere != null
        && elsewhere.isAfter(Objects.requireNonNullElse(change.seen(), Instant.MIN))
        && elsewhere.isAfter(Instant.now().minus(silence))) {
      session.seenElsewhere(elsewhere);
      return true;
    }
    if (change.greeted()) {
      row.greeted(change.version(), change.offsetMillis());
      row.believes(change.trusts(), change.certifiedBy());
    }
    if (change.asset() != null) {
      row.speaksFor(change.asset());
    }
    if (row.present(change.here(), change.seen())) {
      var now = Instant.now();
      events.publish(
          change.here()
              ? new AgentConnected(EventId.next(), tenant, session.id(), now)
              : new AgentDisconnected(EventId.next(), tenant, session.id(), now));
    }
    return change.here();
  }

  /** Takes over agents that count as online but that nobody hears. */
  private void adopt() {
    try {
      var limit = Instant.now().minus(silence).minusSeconds(60);
      rows.onlineButSilentSince(limit, 1000).forEach(agent -> directory.find(agent.id().value()));
    } catch (RuntimeException e) {
      LOG.debug("Silent agents are looked for later", e);
    }
  }
}
