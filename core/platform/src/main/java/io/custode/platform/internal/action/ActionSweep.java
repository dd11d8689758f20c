// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.action;

import io.custode.api.action.ActionFinished;
import io.custode.api.action.ActionId;
import io.custode.api.action.ActionState;
import io.custode.api.event.EventId;
import io.custode.api.event.Events;
import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.TenantStore;
import io.custode.spi.job.Job;
import io.custode.spi.job.JobSchedule;
import io.custode.spi.job.JobScope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Nothing stays open for ever: what never left ends as expired; what was given to an agent that
 * keeps silent for an hour past the end of its time ends as unknown, and is corrected should the
 * agent come back.
 */
@Component
@JobSchedule(
    name = "core.action-sweep",
    description = "End actions whose time is over",
    cron = "0/30 * * * * ?",
    idempotent = true)
public final class ActionSweep implements Job {
  private static final Duration PATIENCE = Duration.ofHours(1);

  private record Late(String id, String tenant) {}

  private final TenantStore store;
  private final TenantContext tenants;
  private final Events events;

  @Activate
  public ActionSweep(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference TenantContext tenants,
      @Reference Events events) {
    this.store = store;
    this.tenants = tenants;
    this.events = events;
  }

  @Override
  public void run(JobScope scope) {
    sweep(Instant.now());
  }

  /** Ends what is late at that time. */
  void sweep(Instant now) {
    late(now).forEach(late -> tenants.run(TenantId.of(late.tenant()), () -> end(late.id(), now)));
  }

  private List<Late> late(Instant now) {
    return store.read(
        em ->
            em.createQuery(
                    "select a from ActionFleetEntity a where a.open = :open and a.expiresAt < :now",
                    ActionRow.class)
                .setParameter("open", true)
                .setParameter("now", now)
                .setMaxResults(1000)
                .getResultStream()
                .map(row -> new Late(row.toAction().id().value(), row.toAction().tenant().value()))
                .toList());
  }

  private void end(String id, Instant now) {
    store.write(
        em -> {
          var row = em.find(ActionEntity.class, id);
          if (row == null || !row.isOpen() || row.expiresAt().isAfter(now)) {
            return false;
          }
          if (row.state() == ActionState.QUEUED) {
            row.end(
                ActionState.EXPIRED, null, "Its time ran out before the agent could have it.", now);
          } else if (row.expiresAt().plus(PATIENCE).isBefore(now)) {
            row.giveUp("The agent has not said what became of it.", now);
          } else {
            return false;
          }
          var action = row.toAction();
          events.publish(
              new ActionFinished(
                  EventId.next(),
                  action.tenant(),
                  ActionId.of(id),
                  action.asset(),
                  action.state(),
                  now));
          return true;
        });
  }
}
