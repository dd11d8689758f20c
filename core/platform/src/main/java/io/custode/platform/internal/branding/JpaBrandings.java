// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.branding;

import io.custode.api.audit.Audit;
import io.custode.api.branding.Branding;
import io.custode.api.branding.BrandingChange;
import io.custode.api.branding.BrandingChanged;
import io.custode.api.branding.Brandings;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.event.EventId;
import io.custode.api.event.Events;
import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.api.tenant.Tenants;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.rule.Changes;
import io.custode.platform.internal.rule.Text;
import java.time.Instant;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Brandings in the core schema. */
@Component
public final class JpaBrandings implements Brandings {
  private final TenantStore store;
  private final TenantContext context;
  private final Tenants tenants;
  private final Events events;
  private final Audit audit;

  @Activate
  public JpaBrandings(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference TenantContext context,
      @Reference Tenants tenants,
      @Reference Events events,
      @Reference Audit audit) {
    this.store = store;
    this.context = context;
    this.tenants = tenants;
    this.events = events;
    this.audit = audit;
  }

  @Override
  public Branding get() {
    var tenant = bound();
    var name = nameOf(tenant);
    return store
        .read(em -> Optional.ofNullable(em.find(BrandingEntity.class, tenant.value())))
        .map(its -> its.toBranding(name))
        .orElseGet(() -> new Branding(tenant, name, null, null, 0));
  }

  @Override
  public Branding set(BrandingChange change) {
    var tenant = bound();
    var tenantName = nameOf(tenant);
    var name = Text.optional("name", change.name(), Text.NAME);
    var accent = Look.colour("accent", change.accent());
    var logo = Look.logo("logo", change.logo());
    return store.write(
        em -> {
          var entity = current(em, tenant, change.revision());
          var before = entity.toBranding(tenantName);
          var changes =
              Changes.none()
                  .add("name", entity.name(), name)
                  .add("accent", before.accent(), accent)
                  .add("logo", Look.told(before.logo()), Look.told(logo));
          entity.look(name, accent, logo);
          em.flush();
          if (!changes.isEmpty()) {
            events.publish(new BrandingChanged(EventId.next(), tenant, Instant.now()));
            audit.record("core.tenant.brand", "tenant/" + tenant, changes.json());
          }
          return entity.toBranding(tenantName);
        });
  }

  private static BrandingEntity current(EntityManager em, TenantId tenant, long revision) {
    var found = em.find(BrandingEntity.class, tenant.value());
    if (found == null && revision == 0) {
      var made = new BrandingEntity(tenant);
      em.persist(made);
      em.flush();
      return made;
    }
    if (found == null || found.toBranding("").revision() != revision) {
      throw Conflict.changedMeanwhile("branding");
    }
    return found;
  }

  private TenantId bound() {
    return context
        .current()
        .orElseThrow(() -> Invalid.field("tenant", "must be named: each tenant has its own"));
  }

  private String nameOf(TenantId tenant) {
    return tenants.get(tenant).orElseThrow(() -> new NotFound("tenant", tenant)).name();
  }
}
