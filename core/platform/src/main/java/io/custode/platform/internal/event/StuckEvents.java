// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.event;

import io.custode.api.access.Access;
import io.custode.api.audit.Audit;
import io.custode.api.command.Doc;
import io.custode.api.error.NotFound;
import io.custode.api.json.Json;
import io.custode.api.page.Cursor;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.access.Visibility;
import java.time.Instant;
import java.util.List;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Events that a listener could not take, for people to decide on. Oldest first. */
@Component(service = StuckEvents.class)
public final class StuckEvents {
  static final String READ = "core.stuck-event.read";
  static final String DECIDE = "core.stuck-event.decide";

  /** One of them; what it says is not shown, since it may be a customer's. */
  public record StuckEvent(
      @Doc("By which it is replayed or dropped") String id,
      @Doc("The event") String event,
      String type,
      @Doc("The tenant that it is of") @Nullable TenantId tenant,
      @Doc("Who could not take it") String listener,
      Instant happenedAt,
      int attempts,
      @Doc("What the listener said last") String reason) {}

  private final TenantStore store;
  private final Visibility visibility;
  private final Access access;
  private final Audit audit;

  @Activate
  public StuckEvents(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference Visibility visibility,
      @Reference Access access,
      @Reference Audit audit) {
    this.store = store;
    this.visibility = visibility;
    this.access = access;
    this.audit = audit;
  }

  Page<StuckEvent> find(PageRequest page) {
    access.require(READ);
    var after = page.cursor() == null ? "" : Cursor.read(page.cursor(), 1).get(0);
    List<PendingEntity> rows =
        visibility.asProvider(
            () ->
                store.read(
                    em ->
                        em.createQuery(
                                "select p from PendingEntity p where p.state = :stuck"
                                    + " and p.id > :after order by p.id",
                                PendingEntity.class)
                            .setParameter("stuck", PendingEntity.State.STUCK)
                            .setParameter("after", after)
                            .setMaxResults(page.limit() + 1)
                            .getResultList()));
    return Page.cut(rows.stream().map(StuckEvents::show).toList(), page, e -> Cursor.of(e.id()));
  }

  private static StuckEvent show(PendingEntity row) {
    var heard = row.toHeard();
    return new StuckEvent(
        row.id(),
        heard.id(),
        heard.simpleName(),
        heard.tenant() == null ? null : TenantId.of(heard.tenant()),
        row.listener(),
        heard.at(),
        row.attempts(),
        row.reason());
  }

  /**
   * @return how many there are
   */
  long count() {
    return visibility.asProvider(
        () ->
            store.read(
                em ->
                    em.createQuery(
                            "select count(p) from PendingEntity p where p.state = :stuck",
                            Long.class)
                        .setParameter("stuck", PendingEntity.State.STUCK)
                        .getSingleResult()));
  }

  /**
   * The listener is told again, as often as at first.
   *
   * @throws NotFound if it is not stuck, or no longer
   */
  StuckEvent replay(String id) {
    return decide(
        id, "core.stuck-event.replay", (em, row) -> row.again(0, Instant.now(), row.reason()));
  }

  /**
   * The listener will never hear it.
   *
   * @throws NotFound if it is not stuck, or no longer
   */
  StuckEvent drop(String id) {
    return decide(id, "core.stuck-event.drop", (em, row) -> em.remove(row));
  }

  private interface Decision {
    void on(EntityManager em, PendingEntity row);
  }

  private StuckEvent decide(String id, String verb, Decision decision) {
    access.require(DECIDE);
    return visibility.asProvider(
        () ->
            store.write(
                em -> {
                  var row = id.length() > 36 ? null : em.find(PendingEntity.class, id);
                  if (row == null || !row.isStuck()) {
                    throw new NotFound("stuck event", id.length() > 36 ? "of that id" : id);
                  }
                  var shown = show(row);
                  decision.on(em, row);
                  audit.record(verb, "event/" + row.event(), Json.EMPTY);
                  return shown;
                }));
  }
}
