// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.person;

import io.custode.api.audit.Audit;
import io.custode.api.audit.AuditEntry;
import io.custode.api.audit.AuditQuery;
import io.custode.api.page.PageRequest;
import io.custode.core.json.JsonMapping;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.access.Visibility;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** All that is kept of a person, as a ZIP file of JSON: no hash, no key, no secret. */
@Component(service = PersonFile.class)
public final class PersonFile {
  /** Entries of the audit that are given at most, the newest. */
  private static final int MOST = 20_000;

  private final TenantStore store;
  private final Visibility visibility;
  private final Audit audit;
  private final JsonMapping json;

  @Activate
  public PersonFile(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference Visibility visibility,
      @Reference Audit audit,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) JsonMapping json) {
    this.store = store;
    this.visibility = visibility;
    this.audit = audit;
    this.json = json;
  }

  byte[] write(Found person) {
    var parts = new LinkedHashMap<String, Object>();
    var contact = person.contact();
    if (contact == null) {
      parts.put("user.json", one("UserEntity u where u.id", USER, person));
      parts.put("sessions.json", all("SessionEntity s where s.user", SESSION, person));
      parts.put("tokens.json", all("ApiTokenEntity t where t.user", TOKEN, person));
      parts.put("passkeys.json", all("PasskeyEntity p where p.user", PASSKEY, person));
      parts.put("ssh-keys.json", all("SshKeyEntity k where k.user", SSH_KEY, person));
      parts.put("mail-address.json", all("MailAddressEntity m where m.user", MAIL, person));
      parts.put("devices.json", all("PushDeviceEntity d where d.user", DEVICE, person));
      parts.put("settings.json", all("SettingEntity s where s.user", SETTING, person));
      parts.put("providers.json", all("ExternalIdentityEntity i where i.user", PROVIDER, person));
      parts.put("sees.json", all("VisibleEntity v where v.viewer", SEES, person));
    } else {
      parts.put("contact.json", contact);
    }
    parts.put("audit.json", entries(person));
    return zip(person, parts);
  }

  private static final List<String> USER =
      List.of("u.id", "u.name", "u.kind", "u.role", "u.createdAt", "u.disabledAt", "u.networks");
  private static final List<String> SESSION =
      List.of("s.createdAt", "s.seenAt", "s.endsAt", "s.address", "s.browser");
  private static final List<String> TOKEN =
      List.of("t.label", "t.createdAt", "t.usedAt", "t.endsAt");

  /** Neither what proves them nor what a service would know them again by. */
  private static final List<String> PASSKEY =
      List.of("p.label", "p.synced", "p.createdAt", "p.usedAt");

  private static final List<String> SSH_KEY =
      List.of("k.label", "k.type", "k.fingerprint", "k.createdAt", "k.usedAt");

  private static final List<String> MAIL = List.of("m.user", "m.address");

  /** Not where it is: whoever knows that can send to it. */
  private static final List<String> DEVICE = List.of("d.label", "d.createdAt", "d.toldAt");

  private static final List<String> SETTING = List.of("s.name", "s.body");

  /** The subject is his name at the provider. */
  private static final List<String> PROVIDER =
      List.of("i.provider", "i.subject", "i.managed", "i.createdAt");

  private static final List<String> SEES = List.of("v.tenant", "v.viewer");

  private Object one(String from, List<String> fields, Found person) {
    var found = all(from, fields, person);
    return found.isEmpty() ? Map.of() : found.get(0);
  }

  private List<Map<String, Object>> all(String from, List<String> fields, Found person) {
    List<Object[]> rows =
        visibility.asProvider(
            () ->
                store.read(
                    em ->
                        em.createQuery(
                                "select "
                                    + String.join(", ", fields)
                                    + " from "
                                    + from
                                    + " = :person",
                                Object[].class)
                            .setParameter("person", person.id().value())
                            .setMaxResults(MOST)
                            .getResultList()));
    return rows.stream().map(row -> named(fields, row)).toList();
  }

  private static Map<String, Object> named(List<String> fields, Object[] row) {
    var named = new LinkedHashMap<String, Object>();
    for (int i = 0; i < row.length; i++) {
      if (row[i] != null) {
        named.put(fields.get(i).substring(2), row[i].toString());
      }
    }
    return named;
  }

  /** What he did, and what was done to him. */
  private List<AuditEntry> entries(Found person) {
    var id = person.id().value();
    var all = new ArrayList<AuditEntry>();
    if (person.contact() == null) {
      collect(all, new AuditQuery(id, null, null));
      collect(all, new AuditQuery(null, null, "user/" + id));
    } else {
      collect(all, new AuditQuery(null, null, "contact/" + id));
    }
    return all;
  }

  private void collect(List<AuditEntry> all, AuditQuery query) {
    @Nullable String cursor = null;
    do {
      var page = audit.find(query, new PageRequest(PageRequest.MAX, cursor));
      all.addAll(page.items());
      cursor = page.next();
    } while (cursor != null && all.size() < MOST);
  }

  private byte[] zip(Found person, Map<String, Object> parts) {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      zip.setComment(person.id().value());
      for (var part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(json.write(part.getValue()).text().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
