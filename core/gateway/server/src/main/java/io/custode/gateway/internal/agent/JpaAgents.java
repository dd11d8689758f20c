// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.agent;

import io.custode.api.agent.Agent;
import io.custode.api.agent.AgentId;
import io.custode.api.agent.AgentQuery;
import io.custode.api.agent.Agents;
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
import io.custode.gateway.internal.link.Revocations;
import io.custode.persistence.TenantStore;
import java.time.Instant;
import java.util.Optional;
import javax.persistence.EntityManager;
import javax.persistence.TypedQuery;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Agents as rows of the gateway's schema. */
@Component
public final class JpaAgents implements Agents {
  private static final int TRIES = 5;

  private final TenantStore store;
  private final TenantContext tenants;
  private final Audit audit;
  private final Events events;
  private final Revocations revocations;

  @Activate
  public JpaAgents(
      @Reference(target = "(custode.schema=gateway)") TenantStore store,
      @Reference TenantContext tenants,
      @Reference Audit audit,
      @Reference Events events,
      @Reference Revocations revocations) {
    this.store = store;
    this.tenants = tenants;
    this.audit = audit;
    this.events = events;
    this.revocations = revocations;
  }

  @Override
  public Optional<Agent> get(AgentId id) {
    var tenant = tenants.current();
    if (tenant.isEmpty()) {
      return AgentRows.inFleet(store, id.value()).map(AgentView::toAgent);
    }
    return store.read(
        em ->
            Optional.ofNullable(em.find(AgentEntity.class, id.value()))
                .map(a -> a.toAgent(tenant.get())));
  }

  @Override
  public Page<Agent> find(PageRequest page) {
    return find(new AgentQuery(null, null), page);
  }

  @Override
  public Page<Agent> find(Agent.State state, PageRequest page) {
    return find(new AgentQuery(state, null), page);
  }

  @Override
  public Page<Agent> find(AgentQuery query, PageRequest page) {
    var tenant = tenants.current();
    return tenant.isEmpty() ? fleet(query, page) : bound(tenant.get(), query, page);
  }

  private Page<Agent> fleet(AgentQuery query, PageRequest page) {
    var rows = store.read(em -> select(em, AgentView.class, query, page).getResultList());
    return Page.cut(rows.stream().map(AgentView::toAgent).toList(), page, JpaAgents::cursor);
  }

  private Page<Agent> bound(TenantId tenant, AgentQuery query, PageRequest page) {
    var rows = store.read(em -> select(em, AgentEntity.class, query, page).getResultList());
    return Page.cut(rows.stream().map(a -> a.toAgent(tenant)).toList(), page, JpaAgents::cursor);
  }

  /** Newest first: ids are born in order of time. */
  private static <T> TypedQuery<T> select(
      EntityManager em, Class<T> type, AgentQuery query, PageRequest page) {
    var found =
        em.createQuery(
                "select a from "
                    + type.getSimpleName()
                    + " a where a.id < :after"
                    + (query.state() == null ? "" : condition(query.state()))
                    + (query.token() == null ? "" : " and a.token = :token")
                    + " order by a.id desc",
                type)
            .setParameter(
                "after", page.cursor() == null ? "g" : Cursor.read(page.cursor(), 1).get(0))
            .setMaxResults(page.limit() + 1);
    return query.token() == null ? found : found.setParameter("token", query.token().value());
  }

  private static String condition(Agent.State state) {
    return switch (state) {
      case REVOKED -> " and a.revokedAt is not null";
      case PENDING -> " and a.revokedAt is null and a.pending = 1";
      case ONLINE -> " and a.revokedAt is null and a.pending = 0 and a.online = 1";
      case OFFLINE -> " and a.revokedAt is null and a.pending = 0 and a.online = 0";
    };
  }

  private static String cursor(Agent agent) {
    return Cursor.of(agent.id().value());
  }

  @Override
  public Agent approve(AgentId id) {
    var tenant = tenant();
    var agent =
        store.write(
            em -> {
              var row = em.find(AgentEntity.class, id.value());
              if (row == null) {
                throw new NotFound("agent", id);
              }
              if (row.revoked()) {
                throw new Conflict(
                    "agent-revoked",
                    "The agent's access was ended; nothing was changed.",
                    "Enrol the machine anew.");
              }
              if (row.pending()) {
                row.approve();
                audit.record("core.agent.approve", "agent/" + id, Json.EMPTY);
                events.publish(new AgentApproved(EventId.next(), tenant, id, Instant.now()));
              }
              return row.toAgent(tenant);
            });
    revocations.approved(id.value());
    return agent;
  }

  private TenantId tenant() {
    return tenants
        .current()
        .orElseThrow(() -> Invalid.field("tenant", "must be named to approve or revoke an agent"));
  }

  @Override
  public Agent revoke(AgentId id) {
    var tenant = tenant();
    var agent = revokeRow(tenant, id, TRIES);
    revocations.revoked(id.value());
    return agent;
  }

  /** The agent's own signs of life change the same row; a revocation must not lose against them. */
  private Agent revokeRow(TenantId tenant, AgentId id, int tries) {
    try {
      return store.write(
          em -> {
            var row = em.find(AgentEntity.class, id.value());
            if (row == null) {
              throw new NotFound("agent", id);
            }
            if (!row.revoked()) {
              var now = Instant.now();
              row.revoke(now);
              audit.record("core.agent.revoke", "agent/" + id, Json.EMPTY);
              events.publish(new AgentRevoked(EventId.next(), tenant, id, now));
            }
            return row.toAgent(tenant);
          });
    } catch (Conflict e) {
      if (tries <= 1) {
        throw e;
      }
      return revokeRow(tenant, id, tries - 1);
    }
  }
}
