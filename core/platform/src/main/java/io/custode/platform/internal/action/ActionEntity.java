// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.action;

import io.custode.api.action.NewAction;
import io.custode.api.tenant.TenantId;
import java.time.Instant;
import javax.persistence.Entity;
import javax.persistence.Table;

/** An action, in its tenant. */
@Entity
@Table(name = "action")
public class ActionEntity extends ActionRow {
  protected ActionEntity() {}

  ActionEntity(TenantId tenant, NewAction action, String requestedBy, Instant now) {
    super(tenant, action, requestedBy, now);
  }
}
