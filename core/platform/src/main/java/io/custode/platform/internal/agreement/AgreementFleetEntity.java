// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.agreement;

import io.custode.persistence.FleetView;
import javax.persistence.Entity;
import javax.persistence.Table;

/** Agreements with all tenants that the viewer sees. */
@Entity
@FleetView
@Table(name = "agreement")
public class AgreementFleetEntity extends AgreementRow {
  protected AgreementFleetEntity() {}
}
