// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.stamp;

import io.custode.api.tenant.TenantId;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** How often something changed in a tenant. */
@Entity
@Table(name = "stamp")
public class StampEntity {
  @Id
  @Column(length = 36)
  private String id = "";

  @Version private long revision;

  @Column(nullable = false)
  private long changes;

  protected StampEntity() {}

  StampEntity(TenantId tenant) {
    this.id = tenant.value();
    this.changes = 1;
  }
}
