// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.relation;

import io.custode.persistence.FleetView;
import javax.persistence.Entity;
import javax.persistence.Table;

/** Relations of all tenants that the viewer sees. */
@Entity
@FleetView
@Table(name = "relation")
public class RelationFleetEntity extends RelationRow {
  protected RelationFleetEntity() {}
}
