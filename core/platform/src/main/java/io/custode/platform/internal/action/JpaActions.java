// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.action;

import io.custode.api.access.Access;
import io.custode.api.action.Action;
import io.custode.api.action.ActionCancelled;
import io.custode.api.action.ActionId;
import io.custode.api.action.ActionQuery;
import io.custode.api.action.ActionRequested;
import io.custode.api.action.ActionState;
import io.custode.api.action.Actions;
import io.custode.api.action.NewAction;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.Assets;
import io.custode.api.audit.Audit;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.event.EventId;
import io.custode.api.event.Events;
import io.custode.api.json.Json;
import io.custode.api.page.Cursor;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.rule.Micros;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** All actions; what a plugin may ask for says {@link DeclaredActions}. */
@Component(service = JpaActions.class)
public final class JpaActions implements Actions {
  private static final Pattern VERB =
      Pattern.compile("(?=.{2,60}$)([a-z][a-z0-9-]*\\.)?[a-z][a-z0-9-]*");
  private static final int LONGEST_INPUT = 128 * 1024;
  private static final Duration LONGEST_LIFE = Duration.ofDays(30);

  private final TenantStore store;
  private final TenantContext tenants;
  private final Access access;
  private final Assets assets;
  private final Events events;
  private final Audit audit;

  @Activate
  public JpaActions(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference TenantContext tenants,
      @Reference Access access,
      @Reference Assets assets,
      @Reference Events events,
      @Reference Audit audit) {
    this.store = store;
    this.tenants = tenants;
    this.access = access;
    this.assets = assets;
    this.events = events;
    this.audit = audit;
  }

  private String rows() {
    return tenants.current().isPresent() ? "ActionEntity" : "ActionFleetEntity";
  }

  private TenantId bound() {
    return tenants
        .current()
        .orElseThrow(() -> Invalid.field("tenant", "must be named: actions run in a tenant"));
  }

  @Override
  public Optional<Action> get(ActionId id) {
    return store.read(
        em ->
            em.createQuery("select a from " + rows() + " a where a.id = :id", ActionRow.class)
                .setParameter("id", id.value())
                .getResultStream()
                .findFirst()
                .map(ActionRow::toAction));
  }

  @Override
  public Page<Action> find(ActionQuery query, PageRequest page) {
    var where = new ArrayList<String>();
    var parameters = new HashMap<String, Object>();
    var asset = query.asset();
    if (asset != null) {
      where.add("a.asset = :asset");
      parameters.put("asset", asset.value());
    }
    if (query.state() != null) {
      where.add("a.state = :state");
      parameters.put("state", query.state());
    }
    if (query.verb() != null) {
      where.add("a.verb = :verb");
      parameters.put("verb", query.verb());
    }
    if (page.cursor() != null) {
      var after = Cursor.read(page.cursor(), 2);
      where.add("(a.createdAt < :at or (a.createdAt = :at and a.id < :after))");
      parameters.put("at", Micros.instant(after.get(0)));
      parameters.put("after", after.get(1));
    }
    var jpql =
        "select a from "
            + rows()
            + " a"
            + (where.isEmpty() ? "" : " where " + String.join(" and ", where))
            + " order by a.createdAt desc, a.id desc";
    List<Action> actions =
        store.read(
            em -> {
              var q = em.createQuery(jpql, ActionRow.class).setMaxResults(page.limit() + 1);
              parameters.forEach(q::setParameter);
              return q.getResultStream().map(ActionRow::toAction).toList();
            });
    return Page.cut(actions, page, a -> Cursor.of(Micros.text(a.createdAt()), a.id().value()));
  }

  @Override
  public Action request(NewAction action) {
    var tenant = bound();
    var now = Instant.now();
    check(action, now);
    var by = access.current().name();
    return store.write(
        em -> {
          var asset =
              assets.get(action.asset()).orElseThrow(() -> new NotFound("asset", action.asset()));
          if (asset.agent() == null) {
            throw new Conflict(
                "no-agent",
                "The asset has no agent; nothing was queued.",
                "Enrol the machine first.");
          }
          var entity = new ActionEntity(tenant, action, by, now);
          em.persist(entity);
          var queued = entity.toAction();
          events.publish(
              new ActionRequested(EventId.next(), tenant, queued.id(), queued.asset(), now));
          audit.record("core.action.request", "action/" + queued.id(), detail(queued));
          return queued;
        });
  }

  private static Json detail(Action action) {
    return new Json("{\"verb\":\"" + action.verb() + "\",\"asset\":\"" + action.asset() + "\"}");
  }

  private static void check(NewAction action, Instant now) {
    var broken = new ArrayList<Invalid.Violation>();
    if (!VERB.matcher(action.verb()).matches()) {
      broken.add(
          new Invalid.Violation(
              "verb", "must be 2 to 60 of a-z, 0-9 and dash, a module's after its id and a dot"));
    }
    var input = action.input();
    if (input != null && (input.text().length() > LONGEST_INPUT || !input.text().startsWith("{"))) {
      broken.add(new Invalid.Violation("input", "must be an object of at most 128 KiB"));
    }
    var from = action.notBefore() == null ? now : action.notBefore();
    if (from.isAfter(now.plus(LONGEST_LIFE)) || from.isBefore(now.minus(LONGEST_LIFE))) {
      broken.add(new Invalid.Violation("notBefore", "must be within 30 days"));
    }
    var until = action.expiresAt();
    if (until != null
        && (!until.isAfter(from)
            || !until.isAfter(now)
            || until.isAfter(from.plus(LONGEST_LIFE)))) {
      broken.add(
          new Invalid.Violation(
              "expiresAt", "must be in the future, after notBefore, and at most 30 days after it"));
    }
    if (action.lockKey() != null && !action.lockKey().matches("[A-Za-z0-9._:-]{1,100}")) {
      broken.add(
          new Invalid.Violation(
              "lockKey", "must be 1 to 100 letters, digits, dot, dash, underscore, colon"));
    }
    if (action.priority() != null && Math.abs(action.priority()) > 100) {
      broken.add(new Invalid.Violation("priority", "must be -100 to 100"));
    }
    if (!broken.isEmpty()) {
      throw new Invalid(broken);
    }
  }

  @Override
  public Action cancel(ActionId id) {
    var tenant = bound();
    return store.write(
        em -> {
          var entity = em.find(ActionEntity.class, id.value());
          if (entity == null) {
            throw new NotFound("action", id);
          }
          // once sent, the agent may have started it: only what never left can be taken back
          if (entity.state() != ActionState.QUEUED) {
            throw new Conflict(
                "not-queued",
                "The action was given to its agent or has ended; it was not cancelled.",
                "Look at its state.");
          }
          entity.end(
              ActionState.CANCELLED,
              null,
              "Cancelled by " + access.current().name(),
              Instant.now());
          AssetId asset = entity.asset();
          events.publish(new ActionCancelled(EventId.next(), tenant, id, asset, Instant.now()));
          audit.record("core.action.cancel", "action/" + id, Json.EMPTY);
          return entity.toAction();
        });
  }
}
