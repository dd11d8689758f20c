// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.compliance;

import io.custode.api.asset.AssetId;
import io.custode.api.tenant.TenantId;
import io.custode.spi.compliance.ComplianceFinding;
import java.time.Instant;
import javax.persistence.Entity;
import javax.persistence.Table;

/** What was said, in its tenant. */
@Entity
@Table(name = "compliance")
public class ComplianceEntity extends ComplianceRow {
  protected ComplianceEntity() {}

  ComplianceEntity(
      TenantId tenant, AssetId asset, ComplianceFinding said, Instant since, Instant from) {
    super(tenant, asset, said, since, from);
  }
}
