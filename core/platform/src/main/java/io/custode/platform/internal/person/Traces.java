// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.person;

import io.custode.api.error.Conflict;
import io.custode.api.imports.ImportState;
import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.core.access.Doors;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.access.Visibility;
import io.custode.platform.internal.rule.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where a person's name or address stands outside his own rows. */
@Component(service = Traces.class)
public final class Traces {
  private static final int MOST_MENTIONS = 100;

  private final TenantStore store;
  private final Visibility visibility;
  private final TenantContext tenants;
  private final Doors doors;

  @Activate
  public Traces(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference Visibility visibility,
      @Reference TenantContext tenants,
      @Reference Doors doors) {
    this.store = store;
    this.visibility = visibility;
    this.tenants = tenants;
    this.doors = doors;
  }

  /** Whose work it was is told by his id from now on; done twice it is done once. */
  void wipeUser(Found user) {
    tenantsWhereHeAsked(user).forEach(tenant -> asPlatform(() -> wipeActions(tenant, user)));
    visibility.asProvider(
        () ->
            store.write(
                em -> {
                  replace(em, "JobEntity", "askedBy", user.name(), user.id().value());
                  replace(em, "JobRunEntity", "askedBy", user.name(), user.id().value());
                  return true;
                }));
  }

  private boolean asPlatform(BooleanSupplier work) {
    return doors.as(doors.system("persons"), "system", work::getAsBoolean);
  }

  private List<String> tenantsWhereHeAsked(Found user) {
    return doors.as(
        doors.system("persons"),
        "system",
        () ->
            store.read(
                em ->
                    em.createQuery(
                            "select distinct a.tenant from ActionFleetEntity a"
                                + " where a.requestedBy = :name or a.reason = :cancelled",
                            String.class)
                        .setParameter("name", user.name())
                        .setParameter("cancelled", cancelled(user))
                        .getResultList()));
  }

  private static String cancelled(Found user) {
    return "Cancelled by " + user.name();
  }

  private boolean wipeActions(String tenant, Found user) {
    return tenants.in(
        TenantId.of(tenant),
        () ->
            store.write(
                em -> {
                  replace(em, "ActionEntity", "requestedBy", user.name(), user.id().value());
                  replace(em, "ActionEntity", "reason", cancelled(user), "Cancelled.");
                  return true;
                }));
  }

  private static void replace(
      EntityManager em, String entity, String field, String from, String to) {
    em.createQuery("update %1$s e set e.%2$s = :to where e.%2$s = :from".formatted(entity, field))
        .setParameter("from", from)
        .setParameter("to", to)
        .executeUpdate();
  }

  /** Files that wait for their import and name him go; in the open transaction. */
  void dropFiles(EntityManager em, Found person) {
    var waiting =
        em.createQuery(
                "select i.id, i.state from ImportEntity i where i.state in :open", Object[].class)
            .setParameter("open", List.of(ImportState.CHECKED, ImportState.RUNNING))
            .getResultList();
    for (var row : waiting) {
      var body =
          em.createQuery("select b.body from ImportBodyEntity b where b.id = :id", String.class)
              .setParameter("id", row[0])
              .getResultStream()
              .findFirst()
              .orElse("")
              .toLowerCase(Locale.ROOT);
      if (person.marks().stream().noneMatch(body::contains)) {
        continue;
      }
      if (row[1] == ImportState.RUNNING) {
        throw new Conflict(
            "import-running",
            "An import that runs now holds the name; the person was not erased.",
            "Wait until it has ended, then erase again.");
      }
      for (var what :
          List.of(
              "ImportBodyEntity e where e.id",
              "RejectEntity e where e.of",
              "ImportEntity e where e.id")) {
        em.createQuery("delete from " + what + " = :id").setParameter("id", row[0]).executeUpdate();
      }
    }
  }

  /**
   * @return what people named after him, of any tenant
   */
  List<String> mentions(Found person) {
    return doors.as(
        doors.system("persons"),
        "system",
        () ->
            store.read(
                em -> {
                  var all = new ArrayList<String>();
                  for (var mark : person.marks()) {
                    find(em, all, "asset/", "AssetFleetEntity e where e.searchText", mark);
                    find(em, all, "site/", "SiteFleetEntity e where e.nameKey", mark);
                  }
                  return all.stream().distinct().limit(MOST_MENTIONS).toList();
                }));
  }

  private static void find(
      EntityManager em, List<String> all, String kind, String from, String mark) {
    em.createQuery("select e.id from " + from + " like :mark escape '!'", String.class)
        .setParameter("mark", Text.contains(mark))
        .setMaxResults(MOST_MENTIONS)
        .getResultStream()
        .forEach(id -> all.add(kind + id));
  }
}
