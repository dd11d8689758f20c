// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.tenant;

import io.custode.api.tenant.Tenant;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.InstantMicros;
import io.custode.persistence.ProviderWide;
import java.time.Instant;
import java.util.Locale;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** A customer. The provider's own row: what belongs to the customer hangs below it. */
@Entity
@ProviderWide
@Table(name = "tenant")
public class TenantEntity {
  @Id
  @Column(length = 36)
  private String id;

  @Version private long revision;

  @Column(nullable = false)
  private String name;

  /** Lower case: unique, and the order of lists. */
  @Column(name = "name_key", nullable = false)
  private String nameKey;

  @Convert(converter = InstantMicros.class)
  @Column(name = "created_at", nullable = false)
  private Instant createdAt;

  protected TenantEntity() {
    id = "";
    name = "";
    nameKey = "";
    createdAt = Instant.EPOCH;
  }

  TenantEntity(String name, Instant now) {
    this.id = TenantId.next().value();
    this.name = name;
    this.nameKey = name.toLowerCase(Locale.ROOT);
    this.createdAt = now;
  }

  void rename(String next) {
    name = next;
    nameKey = next.toLowerCase(Locale.ROOT);
  }

  Tenant toTenant() {
    return new Tenant(TenantId.of(id), name, createdAt, revision);
  }
}
