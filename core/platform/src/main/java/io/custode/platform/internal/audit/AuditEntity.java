// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.audit;

import io.custode.api.audit.AuditEntry;
import io.custode.api.audit.AuditId;
import io.custode.api.json.Json;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.InstantMicros;
import io.custode.persistence.ProviderWide;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/**
 * A line of the audit; written once. Some belong to a tenant, some to the provider, hence
 * provider-wide.
 */
@Entity
@ProviderWide
@Table(name = "audit")
public class AuditEntity {
  @Id
  @Column(length = 36)
  private String id;

  @Version private long revision;

  @Convert(converter = InstantMicros.class)
  @Column(name = "happened_at", nullable = false)
  private Instant at;

  @Column(nullable = false)
  private String actor;

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

  protected AuditEntity() {
    id = "";
    at = Instant.EPOCH;
    actor = "";
    door = "";
    verb = "";
    target = "";
    outcome = "";
    detail = "";
  }

  AuditEntity(AuditEntry entry) {
    id = entry.id().value();
    at = entry.at();
    actor = entry.actor();
    door = entry.door();
    var about = entry.tenant();
    tenant = about == null ? null : about.value();
    verb = entry.verb();
    target = entry.target();
    outcome = entry.outcome();
    detail = entry.detail().text();
  }

  AuditEntry toEntry() {
    return new AuditEntry(
        AuditId.of(id),
        at,
        actor,
        door,
        tenant == null ? null : TenantId.of(tenant),
        verb,
        target,
        outcome,
        new Json(detail));
  }
}
