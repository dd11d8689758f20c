// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.rollout;

import io.custode.api.rollout.RolloutAssetState;
import io.custode.persistence.FleetView;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;

/** Assets in rollouts of all tenants that the viewer sees: what is counted of them. */
@Entity
@FleetView
@Table(name = "rollout_asset")
public class RolloutAssetFleetEntity {
  @Id
  @Column(length = 36)
  private String id = "";

  @Column(name = "rollout_id", nullable = false)
  private String rollout = "";

  @Column(name = "ring_number", nullable = false)
  private int ring;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private RolloutAssetState state = RolloutAssetState.WAITING;

  protected RolloutAssetFleetEntity() {}
}
