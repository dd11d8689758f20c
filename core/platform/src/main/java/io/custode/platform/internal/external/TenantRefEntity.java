// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.external;

import io.custode.persistence.ProviderWide;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** By which key imports know a tenant. */
@Entity
@ProviderWide
@Table(name = "tenant_ref")
public class TenantRefEntity {
  @Id
  @Column(name = "external_id")
  private String externalId = "";

  @Version private long revision;

  @Column(name = "target_id", nullable = false)
  private String target = "";

  protected TenantRefEntity() {}

  public TenantRefEntity(String externalId, String target) {
    this.externalId = externalId;
    this.target = target;
  }

  public String externalId() {
    return externalId;
  }

  public String target() {
    return target;
  }
}
