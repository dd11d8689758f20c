// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.policy;

import io.custode.persistence.FleetView;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;

/** Policies of all tenants that the viewer sees. */
@Entity
@FleetView
@Table(name = "policy")
public class PolicyFleetEntity extends PolicyRow {
  @Column(name = "tenant_id", insertable = false, updatable = false)
  private String tenant = "";

  protected PolicyFleetEntity() {}

  @Override
  String tenant() {
    return tenant;
  }
}
