// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.imports;

import io.custode.api.access.Access;
import io.custode.api.error.Invalid;
import io.custode.api.imports.Difference;
import io.custode.api.imports.ImportKind;
import io.custode.api.tenant.NewTenant;
import io.custode.api.tenant.Tenant;
import io.custode.api.tenant.TenantChange;
import io.custode.api.tenant.TenantId;
import io.custode.api.tenant.Tenants;
import io.custode.platform.internal.access.Visibility;
import io.custode.platform.internal.external.TenantRefEntity;
import io.custode.platform.internal.rule.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tenants: a key that is new is the tenant of that name, or a new one. */
@Component(service = TenantIntake.class)
public final class TenantIntake implements Intake {
  private final Tenants tenants;
  private final Visibility visibility;
  private final Access access;

  @Activate
  public TenantIntake(
      @Reference Tenants tenants, @Reference Visibility visibility, @Reference Access access) {
    this.tenants = tenants;
    this.visibility = visibility;
    this.access = access;
  }

  @Override
  public ImportKind kind() {
    return ImportKind.TENANTS;
  }

  @Override
  public Set<String> columns() {
    return Set.of("name");
  }

  @Override
  public List<String> permissions() {
    return List.of("core.tenant.write");
  }

  /** The provider is bound here, not a tenant. */
  @Override
  public List<Outcome> take(EntityManager em, List<CsvRow> rows, boolean dry) {
    var refs = refs(em, rows.stream().map(CsvRow::key).collect(Collectors.toSet()));
    var names =
        byName(
            em,
            rows.stream()
                .map(row -> row.cells().getOrDefault("name", "").toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet()));
    var outcomes = new ArrayList<Outcome>();
    for (var row : rows) {
      try {
        outcomes.add(take(em, row, refs, names, dry));
      } catch (Invalid e) {
        var first = e.violations().get(0);
        outcomes.add(Outcome.rejected(row, first.field(), first.rule()));
      }
    }
    return outcomes;
  }

  private Outcome take(
      EntityManager em,
      CsvRow row,
      Map<String, String> refs,
      Map<String, String> names,
      boolean dry) {
    var name = Text.name("name", row.text("name"));
    var namesake = names.get(name.toLowerCase(Locale.ROOT));
    var known = refs.getOrDefault(row.key(), namesake);
    if (known == null) {
      if (!dry) {
        var id = tenants.create(new NewTenant(name)).id().value();
        em.persist(new TenantRefEntity(row.key(), id));
      }
      names.put(name.toLowerCase(Locale.ROOT), "new");
      return Outcome.of(
          Fate.CREATED, List.of(new Difference(row.number(), row.key(), "name", null, name)));
    }
    if (namesake != null && !namesake.equals(known)) {
      throw Invalid.field("name", "is the name of another tenant");
    }
    var tenant = seen(known).orElseThrow(() -> Invalid.field("key", "is of no tenant you see"));
    if (!dry && !refs.containsKey(row.key())) {
      em.persist(new TenantRefEntity(row.key(), known));
    }
    if (tenant.name().equals(name)) {
      return Outcome.of(Fate.SAME, List.of());
    }
    if (!dry) {
      tenants.change(tenant.id(), new TenantChange(name, tenant.revision()));
    }
    return Outcome.of(
        Fate.CHANGED,
        List.of(new Difference(row.number(), row.key(), "name", tenant.name(), name)));
  }

  private Optional<Tenant> seen(String id) {
    return id.equals("new") ? Optional.empty() : tenants.get(TenantId.of(id));
  }

  private static Map<String, String> refs(EntityManager em, Set<String> keys) {
    return em.createQuery(
            "select r from TenantRefEntity r where r.externalId in :keys", TenantRefEntity.class)
        .setParameter("keys", keys)
        .getResultStream()
        .collect(Collectors.toMap(TenantRefEntity::externalId, TenantRefEntity::target));
  }

  private static Map<String, String> byName(EntityManager em, Set<String> names) {
    var found = new HashMap<String, String>();
    em.createQuery(
            "select t.nameKey, t.id from TenantEntity t where t.nameKey in :names", Object[].class)
        .setParameter("names", names)
        .getResultStream()
        .forEach(row -> found.put((String) row[0], (String) row[1]));
    return found;
  }

  /**
   * What rows name in their column {@code tenant}: the key of a tenant, or its name.
   *
   * @return the tenant, if the caller sees it
   */
  Optional<TenantId> named(EntityManager em, String text) {
    var lower = text.toLowerCase(Locale.ROOT);
    var id = refs(em, Set.of(text)).getOrDefault(text, byName(em, Set.of(lower)).get(lower));
    return Optional.ofNullable(id)
        .map(TenantId::of)
        .filter(tenant -> visibility.sees(access.current(), tenant));
  }
}
