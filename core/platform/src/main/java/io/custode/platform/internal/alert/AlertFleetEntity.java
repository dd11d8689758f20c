// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.alert;

import io.custode.persistence.FleetView;
import javax.persistence.Entity;
import javax.persistence.Table;

/** Alerts of all tenants that the viewer sees. */
@Entity
@FleetView
@Table(name = "alert")
public class AlertFleetEntity extends AlertRow {
  protected AlertFleetEntity() {}
}
