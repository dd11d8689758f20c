// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.audit;

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

/** A line as version 0.1.0 wrote it, until it is taken into the chain. */
@Entity
@ProviderWide
@Table(name = "audit")
public class EarlierEntity {
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

  protected EarlierEntity() {
    id = "";
    at = Instant.EPOCH;
    actor = "";
    door = "";
    verb = "";
    target = "";
    outcome = "";
    detail = "";
  }

  Draft toDraft() {
    return new Draft(
        AuditId.of(id),
        at,
        actor,
        door,
        tenant == null ? null : TenantId.of(tenant),
        verb,
        target,
        outcome,
        new Json(detail),
        null,
        null,
        null);
  }
}
