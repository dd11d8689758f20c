// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.compliance;

import io.custode.persistence.FleetView;
import javax.persistence.Entity;
import javax.persistence.Table;

/** What was said in all tenants that the viewer sees. */
@Entity
@FleetView
@Table(name = "compliance")
public class ComplianceFleetEntity extends ComplianceRow {
  protected ComplianceFleetEntity() {}
}
