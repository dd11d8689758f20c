// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.contact;

import io.custode.api.access.UserId;
import io.custode.api.audit.Audit;
import io.custode.api.audit.PersonalDetail;
import io.custode.api.contact.Contact;
import io.custode.api.contact.ContactChange;
import io.custode.api.contact.ContactChanged;
import io.custode.api.contact.ContactFate;
import io.custode.api.contact.ContactId;
import io.custode.api.contact.Contacts;
import io.custode.api.contact.NewContact;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.event.EventId;
import io.custode.api.event.Events;
import io.custode.api.json.Json;
import io.custode.api.page.Cursor;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.SiteId;
import io.custode.api.tenant.Sites;
import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.audit.Longest;
import io.custode.platform.internal.contact.ContactRow.Said;
import io.custode.platform.internal.rule.Changes;
import io.custode.platform.internal.rule.Text;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Contacts in the core schema. What the audit says of one names him by id; what changed of him it
 * keeps under his key.
 */
@Component(service = {Contacts.class, JpaContacts.class})
public final class JpaContacts implements Contacts {
  private static final Pattern EMAIL = Pattern.compile("[^\\s@,;<>\"]{1,64}@[^\\s@,;<>\"]{1,189}");

  private final TenantStore store;
  private final TenantContext tenants;
  private final Sites sites;
  private final Events events;
  private final Audit audit;

  @Activate
  public JpaContacts(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference TenantContext tenants,
      @Reference Sites sites,
      @Reference Events events,
      @Reference Audit audit) {
    this.store = store;
    this.tenants = tenants;
    this.sites = sites;
    this.events = events;
    this.audit = audit;
  }

  private String rows() {
    return tenants.current().isPresent() ? "ContactEntity" : "ContactFleetEntity";
  }

  private TenantId bound() {
    return tenants
        .current()
        .orElseThrow(() -> Invalid.field("tenant", "must be named: contacts change in a tenant"));
  }

  @Override
  public Optional<Contact> get(ContactId id) {
    return store.read(
        em ->
            em.createQuery("select c from " + rows() + " c where c.id = :id", ContactRow.class)
                .setParameter("id", id.value())
                .getResultStream()
                .findFirst()
                .map(ContactRow::toContact));
  }

  @Override
  public Page<Contact> find(String text, PageRequest page) {
    var wanted = Text.optional("text", text, Text.NAME);
    var after = page.cursor() == null ? List.of("", "") : Cursor.read(page.cursor(), 2);
    List<Contact> found =
        store.read(
            em ->
                em.createQuery(
                        "select c from "
                            + rows()
                            + " c where c.searchText like :text escape '!' and c.nameKey >= :name"
                            + " and (c.nameKey > :name or c.id > :id) order by c.nameKey, c.id",
                        ContactRow.class)
                    .setParameter("text", Text.contains(wanted == null ? "" : wanted))
                    .setParameter("name", after.get(0))
                    .setParameter("id", after.get(1))
                    .setMaxResults(page.limit() + 1)
                    .getResultStream()
                    .map(ContactRow::toContact)
                    .toList());
    return Page.cut(found, page, c -> Cursor.of(c.name().toLowerCase(Locale.ROOT), c.id().value()));
  }

  @Override
  public Contact create(NewContact contact) {
    var tenant = bound();
    var said = said(contact.name(), contact.email(), contact.phone(), contact.site());
    return store.write(
        em -> {
          check(em, said, "");
          var entity = new ContactEntity(said);
          em.persist(entity);
          em.flush();
          return told(tenant, entity, ContactFate.ADDED, Changes.none());
        });
  }

  @Override
  public Contact change(ContactId id, ContactChange change) {
    var tenant = bound();
    var said = said(change.name(), change.email(), change.phone(), change.site());
    return store.write(
        em -> {
          var entity = load(em, id);
          if (entity.revision() != change.revision()) {
            throw Conflict.changedMeanwhile("contact");
          }
          check(em, said, id.value());
          var changes = entity.changes(said);
          entity.say(said);
          em.flush();
          return told(tenant, entity, ContactFate.CHANGED, changes);
        });
  }

  @Override
  public void remove(ContactId id) {
    var tenant = bound();
    store.write(em -> remove(em, tenant, id));
  }

  /** The same within a transaction that forgets him elsewhere. */
  public Contact remove(EntityManager em, TenantId tenant, ContactId id) {
    var entity = load(em, id);
    for (var rows : List.of("ExternalRefEntity r", "ValueEntity r", "RelationEntity r")) {
      em.createQuery("delete from " + rows + " where r.target = :id")
          .setParameter("id", id.value())
          .executeUpdate();
    }
    em.createQuery("update LoanEntity l set l.contact = null where l.contact = :id")
        .setParameter("id", id.value())
        .executeUpdate();
    em.remove(entity);
    em.flush();
    return told(tenant, entity, ContactFate.REMOVED, Changes.none());
  }

  /**
   * @throws Invalid naming the field that breaks its rule
   */
  static Said said(
      String name, @Nullable String email, @Nullable String phone, @Nullable SiteId site) {
    return new Said(Text.name("name", name), email(email), Text.optional("phone", phone, 60), site);
  }

  /**
   * @return the name, if all could be said of a contact
   * @throws Invalid naming the field that breaks its rule
   */
  public static String checked(String name, @Nullable String email, @Nullable String phone) {
    return said(name, email, phone, null).name();
  }

  private static @Nullable String email(@Nullable String email) {
    var text = Text.optional("email", email, 254);
    if (text != null && !EMAIL.matcher(text).matches()) {
      throw Invalid.field("email", "must be an e-mail address");
    }
    return text;
  }

  private static ContactEntity load(EntityManager em, ContactId id) {
    var entity = em.find(ContactEntity.class, id.value());
    if (entity == null) {
      throw new NotFound("contact", id);
    }
    return entity;
  }

  private void check(EntityManager em, Said said, String except) {
    var site = said.site();
    if (site != null && sites.get(site).isEmpty()) {
      throw new NotFound("site", site);
    }
    var email = said.email();
    if (email != null
        && em.createQuery(
                    "select count(c) from ContactEntity c where c.emailKey = :key and c.id <> :id",
                    Long.class)
                .setParameter("key", email.toLowerCase(Locale.ROOT))
                .setParameter("id", except)
                .getSingleResult()
            > 0) {
      throw new Conflict(
          "email-used",
          "The tenant has a contact with this e-mail address already; nothing was changed.",
          "Change that one, or give another address.");
    }
  }

  private Contact told(TenantId tenant, ContactEntity entity, ContactFate fate, Changes changes) {
    var id = ContactId.of(entity.id());
    events.publish(new ContactChanged(EventId.next(), tenant, id, fate, Instant.now()));
    var verb =
        switch (fate) {
          case ADDED -> "core.contact.create";
          case CHANGED -> "core.contact.change";
          case REMOVED -> "core.contact.remove";
        };
    if (changes.isEmpty()) {
      audit.record(verb, "contact/" + id, Json.EMPTY);
    } else {
      for (var part : changes.parts(Longest.PERSONAL)) {
        var personal = new PersonalDetail(UserId.of(id.value()), part);
        audit.record(verb, "contact/" + id, Json.EMPTY, personal);
      }
    }
    return entity.toContact(tenant);
  }
}
