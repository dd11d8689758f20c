// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.imports;

import io.custode.api.contact.Contact;
import io.custode.api.contact.ContactChange;
import io.custode.api.contact.ContactId;
import io.custode.api.contact.Contacts;
import io.custode.api.contact.NewContact;
import io.custode.api.error.Invalid;
import io.custode.api.imports.Difference;
import io.custode.api.imports.ImportKind;
import io.custode.api.tenant.SiteId;
import io.custode.platform.internal.contact.JpaContacts;
import io.custode.platform.internal.external.Refs;
import io.custode.platform.internal.rule.Changes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Contacts: a key that is new is the contact with that e-mail address, or a new one. */
@Component(service = ContactIntake.class)
public final class ContactIntake implements Intake {
  private final Contacts contacts;

  @Activate
  public ContactIntake(@Reference Contacts contacts) {
    this.contacts = contacts;
  }

  @Override
  public ImportKind kind() {
    return ImportKind.CONTACTS;
  }

  @Override
  public Set<String> columns() {
    return Set.of("name", "email", "phone", "site");
  }

  @Override
  public List<String> permissions() {
    return List.of("core.contact.write");
  }

  @Override
  public List<Outcome> take(EntityManager em, List<CsvRow> rows, boolean dry) {
    var refs = Refs.of(em, "contact", SOURCE, rows.stream().map(CsvRow::key).toList());
    var sites = SiteNames.of(em, rows, "site");
    var emails = byEmail(em, rows);
    var outcomes = new ArrayList<Outcome>();
    for (var row : rows) {
      try {
        outcomes.add(take(row, sites.of(row, "site"), refs, emails, dry));
      } catch (Invalid e) {
        var first = e.violations().get(0);
        outcomes.add(Outcome.rejected(row, first.field(), first.rule()));
      }
    }
    return outcomes;
  }

  private static Map<String, String> byEmail(EntityManager em, List<CsvRow> rows) {
    var keys =
        rows.stream()
            .map(row -> row.cells().getOrDefault("email", "").toLowerCase(Locale.ROOT))
            .filter(email -> !email.isEmpty())
            .collect(Collectors.toSet());
    var found = new HashMap<String, String>();
    if (!keys.isEmpty()) {
      em.createQuery(
              "select c.emailKey, c.id from ContactEntity c where c.emailKey in :keys",
              Object[].class)
          .setParameter("keys", keys)
          .getResultStream()
          .forEach(row -> found.put((String) row[0], (String) row[1]));
    }
    return found;
  }

  private Outcome take(
      CsvRow row, @Nullable SiteId site, Refs refs, Map<String, String> emails, boolean dry) {
    var email = row.text("email");
    var phone = row.text("phone");
    var name = JpaContacts.checked(row.cells().getOrDefault("name", ""), email, phone);
    var owner = email == null ? null : emails.get(email.toLowerCase(Locale.ROOT));
    var known = refs.targets().getOrDefault(row.key(), owner);
    if (owner != null && !owner.equals(known) || "new".equals(known)) {
      throw Invalid.field("email", "is the address of another contact");
    }
    if (known == null) {
      var id = dry ? "new" : contacts.create(new NewContact(name, email, phone, site)).id().value();
      if (!dry) {
        refs.remember(row.key(), id);
      }
      if (email != null) {
        emails.put(email.toLowerCase(Locale.ROOT), id);
      }
      return Outcome.of(
          Fate.CREATED, List.of(new Difference(row.number(), row.key(), "name", null, name)));
    }
    if (!dry && !refs.targets().containsKey(row.key())) {
      refs.remember(row.key(), known);
    }
    return change(row, contacts.get(ContactId.of(known)).orElseThrow(), site, dry);
  }

  private Outcome change(CsvRow row, Contact now, @Nullable SiteId site, boolean dry) {
    var next =
        new ContactChange(
            row.cells().getOrDefault("name", now.name()),
            row.has("email") ? row.text("email") : now.email(),
            row.has("phone") ? row.text("phone") : now.phone(),
            row.has("site") ? site : now.site(),
            now.revision());
    var changes =
        Changes.none()
            .add("name", now.name(), next.name())
            .add("email", now.email(), next.email())
            .add("phone", now.phone(), next.phone())
            .add("site", now.site(), next.site());
    if (changes.isEmpty()) {
      return Outcome.of(Fate.SAME, List.of());
    }
    if (!dry) {
      contacts.change(now.id(), next);
    }
    return Outcome.of(Fate.CHANGED, Differences.of(row, changes));
  }
}
