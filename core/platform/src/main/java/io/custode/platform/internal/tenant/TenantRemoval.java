// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.tenant;

import io.custode.api.audit.Audit;
import io.custode.api.error.NotFound;
import io.custode.api.event.EventId;
import io.custode.api.event.Events;
import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.api.tenant.TenantRemoved;
import io.custode.persistence.FleetView;
import io.custode.persistence.ProviderWide;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.access.Visibility;
import io.custode.platform.internal.rule.Changes;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import javax.persistence.EntityManager;
import javax.persistence.metamodel.EntityType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Removes a tenant with all that the core keeps of it. What happened before is still told to
 * listeners, who may write of it meanwhile; {@link RemovedTenants} sweeps that up behind them.
 */
@Component(service = TenantRemoval.class)
public final class TenantRemoval {
  /** What is written once, as the audit: PostgreSQL lets the platform delete nothing of it. */
  private static final Set<String> KEPT = Set.of("PolicyVersionEntity");

  private final TenantStore store;
  private final TenantContext context;
  private final Visibility visibility;
  private final Events events;
  private final Audit audit;

  @Activate
  public TenantRemoval(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference TenantContext context,
      @Reference Visibility visibility,
      @Reference Events events,
      @Reference Audit audit) {
    this.store = store;
    this.context = context;
    this.visibility = visibility;
    this.events = events;
    this.audit = audit;
  }

  /**
   * @return whether there is such a tenant, seen by the caller or not
   */
  public boolean isThere(TenantId id) {
    return visibility.asProvider(
        () -> store.read(em -> em.find(TenantEntity.class, id.value()) != null));
  }

  /**
   * In two transactions, since the tenant is the provider's and its rows are not: who comes back
   * after a failure between them finds a tenant that has nothing.
   *
   * @throws NotFound if the caller sees no such tenant
   */
  public void remove(TenantId id) {
    sweep(id);
    visibility.asProvider(() -> store.write(em -> remove(em, id)));
  }

  private boolean remove(EntityManager em, TenantId id) {
    var entity = em.find(TenantEntity.class, id.value());
    if (entity == null) {
      throw new NotFound("tenant", id);
    }
    em.createQuery("delete from TenantRefEntity r where r.target = :id")
        .setParameter("id", id.value())
        .executeUpdate();
    visibility.hideFromPeople(em, id);
    em.remove(entity);
    events.publish(new TenantRemoved(EventId.next(), id, Instant.now()));
    audit.record(
        "core.tenant.remove",
        "tenant/" + id,
        Changes.none().add("name", entity.toTenant().name(), null).json());
    return true;
  }

  /** Deletes every row that is the tenant's. */
  private void sweep(TenantId id) {
    context.in(
        id,
        () ->
            store.write(
                em ->
                    own(em)
                        .mapToInt(
                            type -> em.createQuery("delete from " + type + " e").executeUpdate())
                        .sum()));
  }

  /** After all that was told of it was heard. */
  void forget(TenantId id) {
    sweep(id);
    visibility.asProvider(
        () ->
            store.write(
                em -> {
                  visibility.hideFromPlatform(em, id);
                  return true;
                }));
  }

  /** The tables that tenants have rows in, whatever there will be. */
  private static Stream<String> own(EntityManager em) {
    return em.getMetamodel().getEntities().stream()
        .filter(type -> !type.getJavaType().isAnnotationPresent(ProviderWide.class))
        .filter(type -> !type.getJavaType().isAnnotationPresent(FleetView.class))
        .map(EntityType::getName)
        .filter(name -> !KEPT.contains(name))
        .sorted();
  }
}
