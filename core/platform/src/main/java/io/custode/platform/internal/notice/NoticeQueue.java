// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import io.custode.api.error.Conflict;
import io.custode.api.event.EventId;
import io.custode.api.event.Events;
import io.custode.api.notice.Notice;
import io.custode.api.notice.NoticeId;
import io.custode.api.notice.NoticeParked;
import io.custode.api.notice.NoticeRule;
import io.custode.api.notice.NoticeRuleId;
import io.custode.api.notice.NoticeState;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.access.Visibility;
import io.custode.platform.internal.rule.Micros;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What is to go, rule by rule. A rule is leased by one node, and what it has goes in order. */
@Component(service = NoticeQueue.class)
public final class NoticeQueue {
  /** What did not go within this time is parked. */
  static final Duration PATIENCE = Duration.ofHours(24);

  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final Duration KEEP = Duration.ofDays(7);

  private final TenantStore store;
  private final Visibility visibility;
  private final Events events;
  private final InstantSource clock;

  @Activate
  public NoticeQueue(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference Visibility visibility,
      @Reference Events events) {
    this(store, visibility, events, InstantSource.system());
  }

  NoticeQueue(TenantStore store, Visibility visibility, Events events, InstantSource clock) {
    this.store = store;
    this.visibility = visibility;
    this.events = events;
    this.clock = clock;
  }

  private Instant now() {
    return Micros.cut(clock.instant());
  }

  private <T> T write(Function<EntityManager, T> work) {
    return visibility.asProvider(() -> store.write(work));
  }

  /**
   * @return rules that have something to do now
   */
  List<NoticeRuleId> due() {
    var now = now();
    return visibility.asProvider(
        () ->
            store.read(
                em ->
                    em.createQuery(
                            "select distinct r.id from NoticeRuleEntity r, NoticeEntity n"
                                + " where n.rule = r.id and n.state = :waiting"
                                + " and n.notBefore <= :now and r.enabled = :on"
                                + " and r.pausedUntil <= :now"
                                + " and r.leasedUntil <= :now",
                            String.class)
                        .setParameter("waiting", NoticeState.WAITING)
                        .setParameter("on", true)
                        .setParameter("now", now)
                        .getResultStream()
                        .map(NoticeRuleId::of)
                        .toList()));
  }

  /**
   * Takes a rule for this node.
   *
   * @return the rule, unless another has it
   */
  Optional<NoticeRule> lease(NoticeRuleId id) {
    try {
      return write(
          em ->
              Optional.ofNullable(em.find(NoticeRuleEntity.class, id.value()))
                  .filter(row -> row.lease(now(), now().plus(LEASE)))
                  .map(NoticeRuleEntity::toRule));
    } catch (Conflict e) {
      return Optional.empty();
    }
  }

  void release(NoticeRuleId id) {
    onRule(id, NoticeRuleEntity::release);
  }

  private void onRule(NoticeRuleId id, Consumer<NoticeRuleEntity> change) {
    write(
        em -> {
          Optional.ofNullable(em.find(NoticeRuleEntity.class, id.value())).ifPresent(change);
          return true;
        });
  }

  /** The oldest that may go now. */
  Optional<Notice> next(NoticeRuleId rule) {
    return visibility.asProvider(
        () ->
            store.read(
                em ->
                    em.createQuery(
                            "select n from NoticeEntity n where n.rule = :rule"
                                + " and n.state = :waiting and n.notBefore <= :now order by n.id",
                            NoticeEntity.class)
                        .setParameter("rule", rule.value())
                        .setParameter("waiting", NoticeState.WAITING)
                        .setParameter("now", now())
                        .setMaxResults(1)
                        .getResultStream()
                        .findFirst()
                        .map(NoticeEntity::toNotice)));
  }

  void delivered(NoticeRule rule, NoticeId id) {
    write(
        em -> {
          onRow(em, id, row -> row.delivered(now()));
          var owner = em.find(NoticeRuleEntity.class, rule.id().value());
          if (owner != null) {
            owner.worked();
          }
          return true;
        });
  }

  /** It is not for whoever the rule leads to. */
  void drop(NoticeId id) {
    write(
        em -> {
          onRow(em, id, em::remove);
          return true;
        });
  }

  /** It will never be taken. */
  void refused(NoticeRule rule, NoticeId id, String reason) {
    write(
        em -> {
          onRow(
              em,
              id,
              row -> {
                row.failed(reason);
                park(rule, row);
              });
          return true;
        });
  }

  /** It may be taken later: the rule pauses, and what has waited for a day is parked. */
  void failed(NoticeRule rule, NoticeId id, String reason) {
    write(
        em -> {
          onRow(em, id, row -> row.failed(reason));
          var owner = em.find(NoticeRuleEntity.class, rule.id().value());
          if (owner != null) {
            owner.failed(now());
          }
          em.createQuery(
                  "select n from NoticeEntity n where n.rule = :rule and n.state = :waiting"
                      + " and n.notBefore <= :old order by n.id",
                  NoticeEntity.class)
              .setParameter("rule", rule.id().value())
              .setParameter("waiting", NoticeState.WAITING)
              .setParameter("old", now().minus(PATIENCE))
              .setMaxResults(500)
              .getResultList()
              .forEach(
                  row -> {
                    if (row.toInfo().reason() == null) {
                      row.failed(reason);
                    }
                    park(rule, row);
                  });
          return true;
        });
  }

  private void park(NoticeRule rule, NoticeEntity row) {
    row.park(now());
    var parked = row.toInfo();
    events.publish(
        new NoticeParked(
            EventId.next(),
            now(),
            rule.id(),
            parked.id(),
            rule.channel(),
            parked.reason() == null ? "" : parked.reason()));
  }

  /** Unless its rule was removed meanwhile, or it was parked. */
  private static void onRow(EntityManager em, NoticeId id, Consumer<NoticeEntity> change) {
    var row = em.find(NoticeEntity.class, id.value());
    if (row != null && row.isWaiting()) {
      change.accept(row);
    }
  }

  /** What ended a week ago goes; what is parked stays a month. */
  int prune() {
    return write(
        em ->
            prune(em, NoticeState.DELIVERED, now().minus(KEEP))
                + prune(em, NoticeState.PARKED, now().minus(KEEP.multipliedBy(4))));
  }

  private static int prune(EntityManager em, NoticeState state, Instant before) {
    return em.createQuery(
            "delete from NoticeEntity n where n.state = :state and n.endedAt < :before")
        .setParameter("state", state)
        .setParameter("before", before)
        .executeUpdate();
  }
}
