// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import io.custode.persistence.FleetView;
import javax.persistence.Entity;
import javax.persistence.Table;

/** Loans of all tenants that the viewer sees. */
@Entity
@FleetView
@Table(name = "asset_loan")
public class LoanFleetEntity extends LoanRow {
  protected LoanFleetEntity() {}
}
