// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.audit;

import io.custode.api.access.UserId;
import io.custode.api.audit.Audit;
import io.custode.api.json.Json;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.access.Visibility;
import java.time.Instant;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Forgets persons in the audit. */
@Component(service = PersonKeys.class)
public final class PersonKeys {
  private final TenantStore store;
  private final Visibility visibility;
  private final Audit audit;

  @Activate
  public PersonKeys(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference Visibility visibility,
      @Reference Audit audit) {
    this.store = store;
    this.visibility = visibility;
    this.audit = audit;
  }

  /**
   * Destroys the key of a person, for good. What the audit says of him from now on is unreadable
   * too. A person it never spoke of is forgotten in advance.
   *
   * @return whether there was a key
   */
  public boolean destroy(UserId person) {
    return visibility.asProvider(() -> store.write(em -> destroy(em, person)));
  }

  /** Like {@link #destroy(UserId)}, but says and does nothing if the audit knows nothing of him. */
  public void forgetIfKnown(UserId person) {
    visibility.asProvider(
        () ->
            store.write(
                em -> {
                  var row = em.find(PersonKeyEntity.class, person.value());
                  return row != null && row.key().isPresent() && destroy(em, person);
                }));
  }

  /** The same within the transaction that erases the person elsewhere. */
  public boolean destroy(EntityManager em, UserId person) {
    var row = em.find(PersonKeyEntity.class, person.value());
    if (row == null) {
      row = new PersonKeyEntity(person.value());
      em.persist(row);
    }
    boolean was = row.destroy(Instant.now());
    audit.record("core.audit.forget", "user/" + person, Json.EMPTY);
    return was;
  }
}
