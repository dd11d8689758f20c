// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.person;

import io.custode.api.access.UserId;
import io.custode.api.audit.Audit;
import io.custode.api.contact.Contact;
import io.custode.api.error.Invalid;
import io.custode.api.event.EventId;
import io.custode.api.event.Events;
import io.custode.api.json.Json;
import io.custode.api.person.Erasure;
import io.custode.api.person.PersonErased;
import io.custode.api.person.PersonId;
import io.custode.api.person.Persons;
import io.custode.api.tenant.TenantContext;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.access.NamesInRows;
import io.custode.platform.internal.access.UserChanges;
import io.custode.platform.internal.access.Visibility;
import io.custode.platform.internal.audit.PersonKeys;
import io.custode.platform.internal.contact.JpaContacts;
import java.time.Instant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Users and contacts as persons. Erasing begins where the name is needed to find it, and ends with
 * the person's own row: cut off in between, it can be asked for again.
 */
@Component
public final class JpaPersons implements Persons {
  private final TenantStore store;
  private final TenantContext tenants;
  private final Visibility visibility;
  private final People people;
  private final PersonFile file;
  private final NamesInRows names;
  private final Mentions mentions;
  private final UserChanges users;
  private final JpaContacts contacts;
  private final PersonKeys keys;
  private final Events events;
  private final Audit audit;

  @Activate
  public JpaPersons(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference TenantContext tenants,
      @Reference Visibility visibility,
      @Reference People people,
      @Reference PersonFile file,
      @Reference NamesInRows names,
      @Reference Mentions mentions,
      @Reference UserChanges users,
      @Reference JpaContacts contacts,
      @Reference PersonKeys keys,
      @Reference Events events,
      @Reference Audit audit) {
    this.store = store;
    this.tenants = tenants;
    this.visibility = visibility;
    this.people = people;
    this.file = file;
    this.names = names;
    this.mentions = mentions;
    this.users = users;
    this.contacts = contacts;
    this.keys = keys;
    this.events = events;
    this.audit = audit;
  }

  @Override
  public byte[] export(PersonId id) {
    var person = people.get(id);
    audit.record("core.person.export", "person/" + id, Json.EMPTY);
    return file.write(person);
  }

  @Override
  public Erasure erase(PersonId id, String confirm) {
    var person = people.get(id);
    if (!person.name().equals(confirm)) {
      throw Invalid.field("confirm", "must be the name of that person");
    }
    var contact = person.contact();
    if (contact == null) {
      users.checkRemovable(person.name());
      names.wipe(person.name(), UserId.of(id.value()));
    }
    visibility.asProvider(
        () ->
            store.write(
                em -> {
                  Traces.dropFiles(em, person);
                  Traces.dropAddress(em, person);
                  if (contact == null) {
                    users.remove(person.name());
                  }
                  keys.destroy(em, UserId.of(id.value()));
                  return contact == null ? told(id) : id;
                }));
    if (contact == null) {
      // what he asked for meanwhile
      names.wipe(person.name(), UserId.of(id.value()));
    } else {
      remove(contact, id);
    }
    return new Erasure(id, mentions.of(person));
  }

  private void remove(Contact contact, PersonId id) {
    tenants.in(
        contact.tenant(),
        () ->
            store.write(
                em -> {
                  contacts.remove(em, contact.tenant(), contact.id());
                  return told(id);
                }));
  }

  private PersonId told(PersonId id) {
    events.publish(new PersonErased(EventId.next(), id, Instant.now()));
    audit.record("core.person.erase", "person/" + id, Json.EMPTY);
    return id;
  }
}
