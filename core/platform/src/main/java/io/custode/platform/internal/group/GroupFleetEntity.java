// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.group;

import io.custode.persistence.FleetView;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;

/** Groups of all tenants that the viewer sees. */
@Entity
@FleetView
@Table(name = "asset_group")
public class GroupFleetEntity extends GroupRow {
  @Column(name = "tenant_id", insertable = false, updatable = false)
  private String tenant = "";

  protected GroupFleetEntity() {}

  @Override
  String tenant() {
    return tenant;
  }
}
