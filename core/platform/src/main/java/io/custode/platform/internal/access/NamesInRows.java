// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.UserId;
import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.core.access.Doors;
import io.custode.persistence.TenantStore;
import java.util.List;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Rows that tell by name who asked for something, from the first version on. */
@Component(service = NamesInRows.class)
public final class NamesInRows {
  private final TenantStore store;
  private final Visibility visibility;
  private final TenantContext tenants;
  private final Doors doors;

  @Activate
  public NamesInRows(
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
  public void wipe(String name, UserId id) {
    doors.as(
        doors.system("persons"),
        "system",
        () -> {
          tenantsWhereHeAsked(name)
              .forEach(t -> tenants.run(TenantId.of(t), () -> wipeActions(name, id)));
          return true;
        });
    visibility.asProvider(
        () ->
            store.write(
                em -> {
                  replace(em, "JobEntity", "askedBy", name, id.value());
                  replace(em, "JobRunEntity", "askedBy", name, id.value());
                  return true;
                }));
  }

  private List<String> tenantsWhereHeAsked(String name) {
    return store.read(
        em ->
            em.createQuery(
                    "select distinct a.tenant from ActionFleetEntity a"
                        + " where a.requestedBy = :name or a.reason = :cancelled",
                    String.class)
                .setParameter("name", name)
                .setParameter("cancelled", cancelled(name))
                .getResultList());
  }

  private static String cancelled(String name) {
    return "Cancelled by " + name;
  }

  private void wipeActions(String name, UserId id) {
    store.write(
        em -> {
          replace(em, "ActionEntity", "requestedBy", name, id.value());
          replace(em, "ActionEntity", "reason", cancelled(name), "Cancelled.");
          return true;
        });
  }

  private static void replace(
      EntityManager em, String entity, String field, String from, String to) {
    em.createQuery("update %1$s e set e.%2$s = :to where e.%2$s = :from".formatted(entity, field))
        .setParameter("from", from)
        .setParameter("to", to)
        .executeUpdate();
  }
}
