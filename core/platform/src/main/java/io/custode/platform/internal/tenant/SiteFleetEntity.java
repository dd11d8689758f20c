// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.tenant;

import io.custode.persistence.FleetView;
import javax.persistence.Entity;
import javax.persistence.Table;

/** Sites of all tenants that the viewer sees. */
@Entity
@FleetView
@Table(name = "site")
public class SiteFleetEntity extends SiteRow {
  protected SiteFleetEntity() {}
}
