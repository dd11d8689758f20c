// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.policy;

import io.custode.api.json.Json;
import io.custode.api.tenant.TenantId;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;

/** A policy, in its tenant. */
@Entity
@Table(name = "policy")
public class PolicyEntity extends PolicyRow {
  @Column(name = "tenant_id", insertable = false, updatable = false)
  private String tenant = "";

  protected PolicyEntity() {}

  PolicyEntity(TenantId tenant, PolicyKey key, Json body, Instant at) {
    super(key, body, at);
    this.tenant = tenant.value();
  }

  @Override
  String tenant() {
    return tenant;
  }
}
