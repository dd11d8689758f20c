// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.contact;

import io.custode.api.contact.Contact;
import io.custode.api.contact.ContactId;
import io.custode.api.tenant.SiteId;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.InstantMicros;
import io.custode.platform.internal.rule.Changes;
import java.time.Instant;
import java.util.Locale;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Id;
import javax.persistence.MappedSuperclass;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** The columns of a contact. */
@MappedSuperclass
public class ContactRow {
  @Id
  @Column(length = 36)
  private String id = "";

  @Version private long revision;

  @Column(name = "tenant_id", insertable = false, updatable = false)
  private String tenant = "";

  @Column(name = "site_id")
  private @Nullable String site;

  @Column(nullable = false)
  private String name = "";

  @Column(name = "name_key", nullable = false)
  private String nameKey = "";

  @Column private @Nullable String email;

  /** Lower case, unique in the tenant. */
  @Column(name = "email_key")
  private @Nullable String emailKey;

  @Column private @Nullable String phone;

  /** Everything that a search finds, lower case. */
  @Column(name = "search_text", nullable = false)
  private String searchText = "";

  @Convert(converter = InstantMicros.class)
  @Column(name = "created_at", nullable = false)
  private Instant createdAt = Instant.EPOCH;

  protected ContactRow() {}

  ContactRow(Said said) {
    this.id = ContactId.next().value();
    this.createdAt = Instant.now();
    say(said);
  }

  /** What is said of a contact, checked. */
  record Said(String name, @Nullable String email, @Nullable String phone, @Nullable SiteId site) {}

  final void say(Said said) {
    name = said.name();
    nameKey = name.toLowerCase(Locale.ROOT);
    email = said.email();
    emailKey = said.email() == null ? null : said.email().toLowerCase(Locale.ROOT);
    phone = said.phone();
    site = said.site() == null ? null : said.site().value();
    searchText =
        String.join(" ", name, email == null ? "" : email, phone == null ? "" : phone)
            .toLowerCase(Locale.ROOT);
  }

  /** What another word on him would change. */
  Changes changes(Said next) {
    return Changes.none()
        .add("name", name, next.name())
        .add("email", email, next.email())
        .add("phone", phone, next.phone())
        .add("site", site, next.site() == null ? null : next.site().value());
  }

  String id() {
    return id;
  }

  long revision() {
    return revision;
  }

  Contact toContact(TenantId of) {
    return new Contact(
        ContactId.of(id),
        of,
        site == null ? null : SiteId.of(site),
        name,
        email,
        phone,
        createdAt,
        revision);
  }

  Contact toContact() {
    return toContact(TenantId.of(tenant));
  }
}
