// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import io.custode.persistence.FleetView;
import javax.persistence.Entity;
import javax.persistence.Table;

/** Assets of all tenants that the viewer sees. */
@Entity
@FleetView
@Table(name = "asset")
public class AssetFleetEntity extends AssetRow {
  protected AssetFleetEntity() {}
}
