// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.person;

import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.core.access.Doors;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.access.Visibility;
import io.custode.platform.internal.notice.NoticeRuleEntity;
import io.custode.platform.internal.rule.Text;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What people named after somebody, or wrote of him: only people can say it otherwise. */
@Component(service = Mentions.class)
public final class Mentions {
  private static final int MOST = 100;

  /** Where people write: the fields by the kind and entity that they are of. */
  private record Place(String kind, String entity, String... fields) {}

  /** Of all tenants at once. */
  private static final List<Place> FLEET =
      List.of(
          new Place("asset", "AssetFleetEntity", "searchText"),
          new Place("site", "SiteFleetEntity", "nameKey"),
          new Place("asset-group", "GroupFleetEntity", "nameKey"),
          new Place("calendar", "CalendarFleetEntity", "nameKey"),
          new Place("agreement", "AgreementFleetEntity", "name"),
          new Place("rollout", "RolloutFleetEntity", "name"),
          new Place("alert", "AlertFleetEntity", "title", "detail", "note"),
          new Place("suppression", "SuppressionFleetEntity", "reason"));

  private final TenantStore store;
  private final Visibility visibility;
  private final TenantContext tenants;
  private final Doors doors;

  @Activate
  public Mentions(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference Visibility visibility,
      @Reference TenantContext tenants,
      @Reference Doors doors) {
    this.store = store;
    this.visibility = visibility;
    this.tenants = tenants;
    this.doors = doors;
  }

  /**
   * @return kinds and ids, at most {@value #MOST}
   */
  List<String> of(Found person) {
    var all = new LinkedHashSet<String>();
    asSystem(() -> store.read(em -> fleet(em, all, person)));
    for (var tenant : tenants()) {
      if (all.size() < MOST) {
        asSystem(() -> tenants.in(tenant, () -> store.read(em -> ofTenant(em, all, person))));
      }
    }
    visibility.asProvider(() -> store.read(em -> ofProvider(em, all, person)));
    return all.stream().limit(MOST).toList();
  }

  private void asSystem(Supplier<Boolean> work) {
    doors.as(doors.system("persons"), "system", work);
  }

  private List<TenantId> tenants() {
    return visibility.asProvider(
        () ->
            store.read(
                em ->
                    em.createQuery("select t.id from TenantEntity t", String.class)
                        .getResultStream()
                        .map(TenantId::of)
                        .toList()));
  }

  private static boolean fleet(EntityManager em, Set<String> all, Found person) {
    for (var place : FLEET) {
      for (var field : place.fields()) {
        for (var mark : person.marks()) {
          find(em, all, place.kind(), place.entity() + " e where lower(e." + field + ")", mark);
        }
      }
    }
    return true;
  }

  private static boolean ofTenant(EntityManager em, Set<String> all, Found person) {
    for (var mark : person.marks()) {
      // his own files go with him
      var others = "FileEntity e where e.about not like '%/" + person.id() + "' and e.nameKey";
      find(em, all, "file", others, mark);
      em.createQuery(
              "select e.kind, e.target from ValueEntity e"
                  + " where lower(e.value) like :mark escape '!'",
              Object[].class)
          .setParameter("mark", Text.contains(mark))
          .setMaxResults(MOST)
          .getResultStream()
          .forEach(row -> all.add(row[0].toString().toLowerCase(Locale.ROOT) + "/" + row[1]));
    }
    return true;
  }

  /** Rules of notices that are named after him, and those that lead to nobody any more. */
  private static boolean ofProvider(EntityManager em, Set<String> all, Found person) {
    var rules = "NoticeRuleEntity e where ";
    find(em, all, "notice-rule", rules + "e.target", NoticeRuleEntity.NOWHERE);
    for (var mark : person.marks()) {
      find(em, all, "notice-rule", rules + "lower(e.name)", mark);
    }
    return true;
  }

  private static void find(
      EntityManager em, Set<String> all, String kind, String from, String mark) {
    em.createQuery("select e.id from " + from + " like :mark escape '!'", String.class)
        .setParameter("mark", Text.contains(mark))
        .setMaxResults(MOST)
        .getResultStream()
        .forEach(id -> all.add(kind + "/" + id));
  }
}
