// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.rollout;

import io.custode.api.asset.AssetId;
import io.custode.api.audit.Audit;
import io.custode.api.calendar.Calendars;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.event.EventId;
import io.custode.api.event.Events;
import io.custode.api.group.AssetGroups;
import io.custode.api.page.Cursor;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.rollout.NewRollout;
import io.custode.api.rollout.RingProgress;
import io.custode.api.rollout.Rollout;
import io.custode.api.rollout.RolloutAdvanced;
import io.custode.api.rollout.RolloutAsset;
import io.custode.api.rollout.RolloutAssetQuery;
import io.custode.api.rollout.RolloutAssetState;
import io.custode.api.rollout.RolloutChanged;
import io.custode.api.rollout.RolloutId;
import io.custode.api.rollout.RolloutState;
import io.custode.api.rollout.RolloutStepInfo;
import io.custode.api.rollout.Rollouts;
import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.core.json.JsonMapping;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.rule.Micros;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** Rollouts in the core schema. */
@Component(service = {Rollouts.class, JpaRollouts.class})
public final class JpaRollouts implements Rollouts {
  private static final String LAST_ID = "ffffffff-ffff-ffff-ffff-ffffffffffff";

  private final TenantStore store;
  private final TenantContext tenants;
  private final AssetGroups groups;
  private final Calendars calendars;
  private final Events events;
  private final Audit audit;
  private final JsonMapping json;
  private final Steps steps;
  private final InstantSource clock;

  @Activate
  public JpaRollouts(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference TenantContext tenants,
      @Reference AssetGroups groups,
      @Reference Calendars calendars,
      @Reference Events events,
      @Reference Audit audit,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) JsonMapping json,
      @Reference Steps steps) {
    this(store, tenants, groups, calendars, events, audit, json, steps, InstantSource.system());
  }

  JpaRollouts(
      TenantStore store,
      TenantContext tenants,
      AssetGroups groups,
      Calendars calendars,
      Events events,
      Audit audit,
      JsonMapping json,
      Steps steps,
      InstantSource clock) {
    this.store = store;
    this.tenants = tenants;
    this.groups = groups;
    this.calendars = calendars;
    this.events = events;
    this.audit = audit;
    this.json = json;
    this.steps = steps;
    this.clock = clock;
  }

  private String rows() {
    return tenants.current().isPresent() ? "RolloutEntity" : "RolloutFleetEntity";
  }

  private TenantId bound() {
    return tenants
        .current()
        .orElseThrow(() -> Invalid.field("tenant", "must be named: a rollout is in one"));
  }

  private Instant now() {
    return Micros.cut(clock.instant());
  }

  @Override
  public Optional<Rollout> get(RolloutId id) {
    return store.read(
        em ->
            em.createQuery("select r from " + rows() + " r where r.id = :id", RolloutRow.class)
                .setParameter("id", id.value())
                .getResultStream()
                .findFirst()
                .map(row -> row.toRollout(json)));
  }

  @Override
  public Page<Rollout> find(@Nullable RolloutState state, PageRequest page) {
    var before = page.cursor() == null ? LAST_ID : Cursor.read(page.cursor(), 1).get(0);
    List<Rollout> found =
        store.read(
            em -> {
              var q =
                  em.createQuery(
                          "select r from "
                              + rows()
                              + " r where r.id < :before"
                              + (state == null ? "" : " and r.state = :state")
                              + " order by r.id desc",
                          RolloutRow.class)
                      .setParameter("before", before)
                      .setMaxResults(page.limit() + 1);
              if (state != null) {
                q.setParameter("state", state);
              }
              return q.getResultStream().map(row -> row.toRollout(json)).toList();
            });
    return Page.cut(found, page, r -> Cursor.of(r.id().value()));
  }

  @Override
  public Page<RolloutAsset> assets(RolloutId id, PageRequest page) {
    return assets(id, RolloutAssetQuery.ANY, page);
  }

  @Override
  public List<RingProgress> progress(List<RolloutId> of) {
    if (of.size() > MOST_AT_ONCE) {
      throw Invalid.field("rollouts", "must be at most " + MOST_AT_ONCE);
    }
    var entity = tenants.current().isPresent() ? "RolloutAssetEntity" : "RolloutAssetFleetEntity";
    return of.isEmpty() ? List.of() : store.read(em -> RolloutProgress.of(em, entity, of));
  }

  @Override
  public List<RolloutStepInfo> steps() {
    return steps.all();
  }

  @Override
  public Page<RolloutAsset> assets(RolloutId id, RolloutAssetQuery query, PageRequest page) {
    bound();
    if (get(id).isEmpty()) {
      throw new NotFound("rollout", id);
    }
    var after = page.cursor() == null ? "" : Cursor.read(page.cursor(), 1).get(0);
    List<RolloutAsset> found =
        store.read(
            em ->
                RolloutAssetEntity.after(em, id, query, after)
                    .setMaxResults(page.limit() + 1)
                    .getResultStream()
                    .map(RolloutAssetEntity::toAsset)
                    .toList());
    return Page.cut(found, page, a -> Cursor.of(a.asset().value()));
  }

  @Override
  public Rollout create(NewRollout rollout) {
    var tenant = bound();
    var made = RolloutCheck.check(rollout);
    for (var ring : made.rings()) {
      if (ring.group() != null && groups.get(ring.group()).isEmpty()) {
        throw new NotFound("group", ring.group());
      }
    }
    if (made.calendar() != null
        && calendars.timetable(made.calendar()).nextWindow(now()).isEmpty()) {
      throw Invalid.field("calendar", "must have a maintenance window to come");
    }
    return store.write(
        em -> {
          var row = new RolloutEntity(tenant, made, json.write(made.rings()), now());
          em.persist(row);
          return told(em, row, "core.rollout.create");
        });
  }

  /** Flushes, so that it is told as it is. */
  private Rollout told(EntityManager em, RolloutRow row, @Nullable String verb) {
    em.flush();
    var rollout = row.toRollout(json);
    events.publish(
        new RolloutChanged(
            EventId.next(),
            rollout.tenant(),
            rollout.id(),
            rollout.state(),
            rollout.ringsOpen(),
            now()));
    if (verb != null) {
      audit.record(verb, "rollout/" + rollout.id(), json.write(rollout));
    }
    return rollout;
  }

  /** Under the lock of its row: who moves it on waits, and then sees what was decided. */
  private Rollout decide(RolloutId id, BiFunction<EntityManager, RolloutEntity, Rollout> decision) {
    bound();
    return store.write(
        em -> decision.apply(em, locked(em, id).orElseThrow(() -> new NotFound("rollout", id))));
  }

  private static Optional<RolloutEntity> locked(EntityManager em, RolloutId id) {
    // an update is what both databases hold a row by
    em.createQuery("update RolloutEntity r set r.ringsOpen = r.ringsOpen where r.id = :id")
        .setParameter("id", id.value())
        .executeUpdate();
    return Optional.ofNullable(em.find(RolloutEntity.class, id.value()));
  }

  @Override
  public Rollout pause(RolloutId id) {
    return decide(
        id,
        (em, row) -> {
          if (row.state() != RolloutState.RUNNING) {
            throw new Conflict(
                "rollout-not-running",
                "The rollout is " + row.state() + "; nothing was changed.",
                "Only what runs can be paused.");
          }
          row.become(RolloutState.PAUSED, null, now());
          return told(em, row, "core.rollout.pause");
        });
  }

  @Override
  public Rollout resume(RolloutId id) {
    return decide(
        id,
        (em, row) -> {
          if (row.state() != RolloutState.PAUSED && row.state() != RolloutState.HALTED) {
            throw new Conflict(
                "rollout-not-stopped",
                "The rollout is " + row.state() + "; nothing was changed.",
                "Only what is paused or halted can be resumed.");
          }
          if (row.state() == RolloutState.HALTED) {
            var all = RolloutAssetEntity.counts(em, id, 0, 0);
            row.forget(all.ended(), all.failed());
          }
          row.become(RolloutState.RUNNING, null, now());
          return told(em, row, "core.rollout.resume");
        });
  }

  @Override
  public Rollout abort(RolloutId id) {
    return decide(
        id,
        (em, row) -> {
          if (row.state() == RolloutState.DONE || row.state() == RolloutState.ABORTED) {
            throw new Conflict(
                "rollout-over",
                "The rollout is " + row.state() + " already; nothing was changed.",
                "Make a new one.");
          }
          em.createQuery(
                  "update RolloutAssetEntity a set a.state = :skipped, a.endedAt = :now"
                      + " where a.rollout = :rollout and a.state = :waiting")
              .setParameter("skipped", RolloutAssetState.SKIPPED)
              .setParameter("now", now())
              .setParameter("rollout", id.value())
              .setParameter("waiting", RolloutAssetState.WAITING)
              .executeUpdate();
          row.become(RolloutState.ABORTED, null, now());
          return told(em, row, "core.rollout.abort");
        });
  }

  /** What comes next; what needs nothing but the rollout itself is done at once. */
  Optional<RolloutPlan.Next> judge(RolloutId id) {
    return store.write(
        em -> {
          var row = locked(em, id).orElse(null);
          if (row == null || row.state() != RolloutState.RUNNING) {
            return Optional.empty();
          }
          var counts = RolloutAssetEntity.counts(em, id, row.endedBefore(), row.failedBefore());
          var next = RolloutPlan.next(row.toRollout(json), counts, now());
          if (next == RolloutPlan.Next.HALT) {
            row.become(
                RolloutState.HALTED, counts.failed() + " of " + counts.ended() + " failed.", now());
            told(em, row, null);
          } else if (next == RolloutPlan.Next.END) {
            row.become(RolloutState.DONE, null, now());
            told(em, row, null);
          }
          return Optional.of(next);
        });
  }

  /**
   * Says why it waits, once for each reason.
   *
   * @param reason null: it waits no longer
   */
  void waits(RolloutId id, @Nullable String reason) {
    store.write(
        em -> {
          locked(em, id)
              .filter(row -> row.state() == RolloutState.RUNNING && row.because(reason))
              .ifPresent(row -> told(em, row, null));
          return true;
        });
  }

  /** Tells that its assets are no longer where they were. */
  void advanced(RolloutId id) {
    var tenant = bound();
    store.write(
        em -> {
          events.publish(new RolloutAdvanced(EventId.next(), tenant, id, now()));
          return true;
        });
  }

  /** Takes the next ring's assets in; who is in an earlier one stays there. */
  void open(RolloutId id, int ring, List<AssetId> members) {
    var tenant = bound();
    store.write(
        em -> {
          var row = locked(em, id).orElseThrow(() -> new NotFound("rollout", id));
          if (row.state() != RolloutState.RUNNING || row.ringsOpen() != ring) {
            return false;
          }
          var known =
              new HashSet<>(
                  em.createQuery(
                          "select a.asset from RolloutAssetEntity a where a.rollout = :rollout",
                          String.class)
                      .setParameter("rollout", id.value())
                      .getResultList());
          members.stream()
              .filter(asset -> known.add(asset.value()))
              .forEach(asset -> em.persist(new RolloutAssetEntity(tenant, id, asset, ring + 1)));
          row.openRing();
          told(em, row, null);
          return true;
        });
  }

  /** Assets in that state, the oldest first. */
  List<RolloutAsset> in(RolloutId id, RolloutAssetState state, int most) {
    return store.read(
        em ->
            em.createQuery(
                    "select a from RolloutAssetEntity a where a.rollout = :rollout"
                        + " and a.state = :state order by a.id",
                    RolloutAssetEntity.class)
                .setParameter("rollout", id.value())
                .setParameter("state", state)
                .setMaxResults(most)
                .getResultStream()
                .map(RolloutAssetEntity::toAsset)
                .toList());
  }

  /**
   * @return whether it may begin: not if the rollout was stopped meanwhile, or too much failed
   */
  boolean start(RolloutId id, AssetId asset) {
    return store.write(
        em -> {
          var row = locked(em, id).orElse(null);
          if (row == null || row.state() != RolloutState.RUNNING) {
            return false;
          }
          var counts = RolloutAssetEntity.counts(em, id, row.endedBefore(), row.failedBefore());
          var one = RolloutAssetEntity.one(em, id, asset);
          if (RolloutPlan.isGateClosed(row.toRollout(json), counts)
              || one.state() != RolloutAssetState.WAITING) {
            return false;
          }
          one.start(now());
          return true;
        });
  }

  void end(RolloutId id, AssetId asset, RolloutAssetState state, @Nullable String reason) {
    store.write(
        em -> {
          var one = RolloutAssetEntity.one(em, id, asset);
          if (one.state() == RolloutAssetState.STARTED) {
            one.end(state, reason, now());
          }
          return true;
        });
  }
}
