// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.action;

import io.custode.persistence.FleetView;
import javax.persistence.Entity;
import javax.persistence.Table;

/** Actions of all tenants that the viewer sees. */
@Entity
@FleetView
@Table(name = "action")
public class ActionFleetEntity extends ActionRow {
  protected ActionFleetEntity() {}
}
