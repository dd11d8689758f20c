// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.alert;

import io.custode.api.alert.AlertId;
import io.custode.api.alert.NewAlert;
import io.custode.api.tenant.TenantId;
import java.time.Instant;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;

/** An alert of its tenant. */
@Entity
@Table(name = "alert")
public class AlertEntity extends AlertRow {
  protected AlertEntity() {}

  AlertEntity(
      TenantId tenant, NewAlert alert, @Nullable AlertId cause, boolean suppressed, Instant now) {
    super(tenant, alert, cause, suppressed, now);
  }
}
