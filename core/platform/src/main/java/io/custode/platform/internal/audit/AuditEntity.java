// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.audit;

import io.custode.api.audit.AuditEntry;
import io.custode.api.audit.AuditId;
import io.custode.api.json.Json;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.InstantMicros;
import io.custode.persistence.ProviderWide;
import io.custode.platform.internal.rule.Micros;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/**
 * A link of the chain; written once. Some belong to a tenant, some to the provider, hence
 * provider-wide.
 */
@Entity
@ProviderWide
@Table(name = "audit_entry")
public class AuditEntity {
  private static final String ACTOR = "actor";
  private static final String PERSONAL = "personal";

  @Id
  @Column(length = 36)
  private String id;

  @Version private long revision;

  @Column(name = "sequence_number", nullable = false)
  private long sequence;

  @Column(nullable = false)
  private String hash;

  @Convert(converter = InstantMicros.class)
  @Column(name = "happened_at", nullable = false)
  private Instant at;

  /** Sealed if a person did it. */
  @Column(nullable = false)
  private String actor;

  @Column(name = "actor_person")
  private @Nullable String person;

  @Column(nullable = false)
  private String door;

  @Column(name = "about_tenant")
  private @Nullable String tenant;

  @Column(nullable = false)
  private String verb;

  @Column(nullable = false)
  private String target;

  @Column(nullable = false)
  private String outcome;

  @Column(nullable = false)
  private String detail;

  @Column(name = "about_person")
  private @Nullable String about;

  /** Sealed. */
  private @Nullable String personal;

  protected AuditEntity() {
    id = "";
    hash = "";
    at = Instant.EPOCH;
    actor = "";
    door = "";
    verb = "";
    target = "";
    outcome = "";
    detail = "";
  }

  AuditEntity(Draft draft, Pseudonyms pseudonyms) {
    id = draft.id().value();
    hash = "";
    // as the column keeps it: what is hashed is what can be read again
    at = Micros.cut(draft.at());
    door = draft.door();
    var of = draft.tenant();
    tenant = of == null ? null : of.value();
    verb = draft.verb();
    target = draft.target();
    outcome = draft.outcome();
    detail = draft.detail().text();
    var by = draft.person();
    person = by == null ? null : by.value();
    actor = person == null ? draft.actor() : pseudonyms.seal(person, ACTOR + id, draft.actor());
    var values = draft.personal();
    var whose = draft.about();
    if (values != null && whose != null) {
      about = whose.value();
      personal = pseudonyms.seal(whose.value(), PERSONAL + id, values.text());
    }
  }

  /** Gives it its place. */
  String bind(long place, String previous) {
    sequence = place;
    hash = Link.hash(previous, canonical(place));
    return hash;
  }

  String id() {
    return id;
  }

  long sequence() {
    return sequence;
  }

  String hash() {
    return hash;
  }

  @Nullable String person() {
    return person;
  }

  @Nullable String about() {
    return about;
  }

  /**
   * @param place the one it has, or one that it may have had
   * @return its columns as the database keeps them, all but {@code revision} and {@code hash},
   *     those that are null left out
   */
  byte[] canonical(long place) {
    var members = new HashMap<String, String>();
    members.put("id", id);
    members.put("sequence_number", String.valueOf(place));
    members.put("happened_at", Micros.text(at));
    members.put("actor", actor);
    put(members, "actor_person", person);
    members.put("door", door);
    put(members, "about_tenant", tenant);
    members.put("verb", verb);
    members.put("target", target);
    members.put("outcome", outcome);
    members.put("detail", detail);
    put(members, "about_person", about);
    put(members, "personal", personal);
    return CanonicalJson.of(members);
  }

  private static void put(Map<String, String> members, String name, @Nullable String value) {
    if (value != null) {
      members.put(name, value);
    }
  }

  AuditEntry toEntry(Pseudonyms pseudonyms) {
    return new AuditEntry(
        AuditId.of(id),
        at,
        person == null
            ? actor
            : pseudonyms.open(person, ACTOR + id, actor).orElse(AuditEntry.ERASED),
        door,
        tenant == null ? null : TenantId.of(tenant),
        verb,
        target,
        outcome,
        new Json(detail),
        sequence,
        about == null || personal == null ? null : values(pseudonyms, about, personal));
  }

  private Json values(Pseudonyms pseudonyms, String whose, String sealed) {
    return new Json(pseudonyms.open(whose, PERSONAL + id, sealed).orElse("{\"erased\":true}"));
  }
}
