// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.rollout;

import io.custode.persistence.FleetView;
import javax.persistence.Entity;
import javax.persistence.Table;

/** Rollouts of all tenants that the viewer sees. */
@Entity
@FleetView
@Table(name = "rollout")
public class RolloutFleetEntity extends RolloutRow {
  protected RolloutFleetEntity() {}
}
