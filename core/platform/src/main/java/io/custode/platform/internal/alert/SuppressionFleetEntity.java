// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.alert;

import io.custode.persistence.FleetView;
import javax.persistence.Entity;
import javax.persistence.Table;

/** What is expected in all tenants that the viewer sees. */
@Entity
@FleetView
@Table(name = "suppression")
public class SuppressionFleetEntity extends SuppressionRow {
  protected SuppressionFleetEntity() {}
}
