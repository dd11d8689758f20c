// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.alert;

import io.custode.api.access.UserId;
import io.custode.api.alert.NewSuppression;
import io.custode.api.tenant.TenantId;
import java.time.Instant;
import javax.persistence.Entity;
import javax.persistence.Table;

/** What is expected in its tenant. */
@Entity
@Table(name = "suppression")
public class SuppressionEntity extends SuppressionRow {
  protected SuppressionEntity() {}

  SuppressionEntity(TenantId tenant, NewSuppression made, Instant from, UserId by) {
    super(tenant, made, from, by);
  }
}
