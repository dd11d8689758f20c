// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.person;

import io.custode.api.access.UserId;
import io.custode.api.contact.ContactId;
import io.custode.api.contact.Contacts;
import io.custode.api.error.NotFound;
import io.custode.api.person.PersonId;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.access.MailAddresses;
import io.custode.platform.internal.access.Visibility;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds a person by his id, be he a user or a contact. */
@Component(service = People.class)
public final class People {
  private final TenantStore store;
  private final Visibility visibility;
  private final Contacts contacts;

  @Activate
  public People(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference Visibility visibility,
      @Reference Contacts contacts) {
    this.store = store;
    this.visibility = visibility;
    this.contacts = contacts;
  }

  Found get(PersonId id) {
    return visibility
        .asProvider(() -> store.read(em -> user(em, id)))
        .or(
            () ->
                contacts
                    .get(ContactId.of(id.value()))
                    .map(contact -> new Found(id, contact.name(), contact.email(), contact)))
        .orElseThrow(() -> new NotFound("user or contact", id));
  }

  private static Optional<Found> user(EntityManager em, PersonId id) {
    var mail = MailAddresses.of(em, UserId.of(id.value())).orElse(null);
    return em.createQuery("select u.name from UserEntity u where u.id = :id", String.class)
        .setParameter("id", id.value())
        .getResultStream()
        .findFirst()
        .map(name -> new Found(id, name, mail, null));
  }
}
