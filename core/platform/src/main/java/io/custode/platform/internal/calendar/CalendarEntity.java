// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.calendar;

import io.custode.api.json.Json;
import io.custode.api.tenant.TenantId;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;

/** A calendar, in its tenant. */
@Entity
@Table(name = "calendar")
public class CalendarEntity extends CalendarRow {
  @Column(name = "tenant_id", insertable = false, updatable = false)
  private String tenant = "";

  protected CalendarEntity() {}

  CalendarEntity(TenantId tenant, String name, Json rules) {
    super(name, rules);
    this.tenant = tenant.value();
  }

  @Override
  String tenant() {
    return tenant;
  }
}
