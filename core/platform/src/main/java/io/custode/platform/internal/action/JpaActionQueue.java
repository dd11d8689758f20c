// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.action;

import io.custode.api.action.Action;
import io.custode.api.action.ActionFinished;
import io.custode.api.action.ActionId;
import io.custode.api.action.ActionStarted;
import io.custode.api.action.ActionState;
import io.custode.api.asset.AssetId;
import io.custode.api.event.EventId;
import io.custode.api.event.Events;
import io.custode.api.json.Json;
import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.core.action.ActionQueue;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.access.CoreBundles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** The queue as the gateway sees it. */
@Component(scope = ServiceScope.BUNDLE)
public final class JpaActionQueue implements ActionQueue {
  private static final int AT_ONCE = 100;

  private final TenantStore store;
  private final TenantContext tenants;
  private final Events events;

  @Activate
  public JpaActionQueue(
      ComponentContext context,
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference TenantContext tenants,
      @Reference Events events) {
    this(store, tenants, events);
    CoreBundles.check(context);
  }

  /** For tests. */
  public JpaActionQueue(TenantStore store, TenantContext tenants, Events events) {
    this.store = store;
    this.tenants = tenants;
    this.events = events;
  }

  private TenantId bound() {
    return tenants
        .current()
        .orElseThrow(() -> new IllegalStateException("The queue is asked in a tenant"));
  }

  @Override
  public List<Action> due(AssetId asset) {
    var now = Instant.now();
    var open =
        store.read(
            em ->
                em.createQuery(
                        "select a from ActionEntity a where a.asset = :asset and a.open = :open"
                            + " order by a.priority desc, a.createdAt, a.id",
                        ActionEntity.class)
                    .setParameter("asset", asset.value())
                    .setParameter("open", true)
                    .setMaxResults(1000)
                    .getResultStream()
                    .map(row -> new Candidate(row.toAction(), row.state() != ActionState.QUEUED))
                    .toList());
    return choose(open, now);
  }

  private record Candidate(Action action, boolean given) {}

  /** What the agent has keeps its lock; of the others with the same key only the first goes. */
  private static List<Action> choose(List<Candidate> open, Instant now) {
    var locked = new HashSet<String>();
    var due = new ArrayList<Action>();
    for (var candidate : open) {
      var key = candidate.action().lockKey();
      if (candidate.given() && key != null) {
        locked.add(key);
      }
    }
    for (var candidate : open) {
      var action = candidate.action();
      var key = action.lockKey();
      boolean inTime = !action.notBefore().isAfter(now) && action.expiresAt().isAfter(now);
      boolean may = candidate.given() || (inTime && (key == null || locked.add(key)));
      if (may && due.size() < AT_ONCE) {
        due.add(action);
      }
    }
    return due;
  }

  @Override
  public void sent(List<ActionId> actions) {
    if (actions.isEmpty()) {
      return;
    }
    store.write(
        em ->
            em.createQuery(
                    "update ActionEntity a set a.state = :sent where a.id in :ids and a.state = :queued")
                .setParameter("sent", ActionState.SENT)
                .setParameter("queued", ActionState.QUEUED)
                .setParameter("ids", actions.stream().map(ActionId::value).toList())
                .executeUpdate());
  }

  @Override
  public void started(ActionId action, Instant at) {
    var tenant = bound();
    store.write(
        em -> {
          var row = em.find(ActionEntity.class, action.value());
          if (row != null && row.isOpen() && row.state() != ActionState.RUNNING) {
            row.started(at);
            events.publish(
                new ActionStarted(EventId.next(), tenant, action, row.asset(), Instant.now()));
          }
          return true;
        });
  }

  @Override
  public boolean finished(
      ActionId action,
      ActionState state,
      @Nullable Json output,
      @Nullable String reason,
      Instant at) {
    if (!state.isFinal() || state == ActionState.CANCELLED) {
      throw new IllegalArgumentException("An agent cannot end an action as " + state);
    }
    var tenant = bound();
    return store.write(
        em -> {
          var row = em.find(ActionEntity.class, action.value());
          if (row != null && row.acceptsEnd()) {
            row.end(state, output, reason, at);
            events.publish(
                new ActionFinished(
                    EventId.next(), tenant, action, row.asset(), state, Instant.now()));
          }
          return row != null;
        });
  }
}
