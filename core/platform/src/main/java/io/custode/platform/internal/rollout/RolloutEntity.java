// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.rollout;

import io.custode.api.json.Json;
import io.custode.api.rollout.NewRollout;
import io.custode.api.tenant.TenantId;
import java.time.Instant;
import javax.persistence.Entity;
import javax.persistence.Table;

/** A rollout of its tenant. */
@Entity
@Table(name = "rollout")
public class RolloutEntity extends RolloutRow {
  protected RolloutEntity() {}

  RolloutEntity(TenantId tenant, NewRollout made, Json rings, Instant now) {
    super(tenant, made, rings, now);
  }
}
