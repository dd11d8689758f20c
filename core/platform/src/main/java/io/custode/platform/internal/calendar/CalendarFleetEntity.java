// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.calendar;

import io.custode.persistence.FleetView;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;

/** Calendars of all tenants that the viewer sees. */
@Entity
@FleetView
@Table(name = "calendar")
public class CalendarFleetEntity extends CalendarRow {
  @Column(name = "tenant_id", insertable = false, updatable = false)
  private String tenant = "";

  protected CalendarFleetEntity() {}

  @Override
  String tenant() {
    return tenant;
  }
}
