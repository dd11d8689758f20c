// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.group;

import io.custode.api.json.Json;
import io.custode.api.tenant.TenantId;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A group, in its tenant. */
@Entity
@Table(name = "asset_group")
public class GroupEntity extends GroupRow {
  @Column(name = "tenant_id", insertable = false, updatable = false)
  private String tenant = "";

  protected GroupEntity() {}

  GroupEntity(TenantId tenant, String name, int place, @Nullable Json filter) {
    super(name, place, filter);
    this.tenant = tenant.value();
  }

  @Override
  String tenant() {
    return tenant;
  }
}
