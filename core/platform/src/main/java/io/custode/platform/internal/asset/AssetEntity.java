// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import io.custode.api.asset.AssetKind;
import io.custode.api.tenant.SiteId;
import io.custode.api.tenant.TenantId;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;

/** An asset, in its tenant. */
@Entity
@Table(name = "asset")
public class AssetEntity extends AssetRow {
  protected AssetEntity() {}

  AssetEntity(
      TenantId tenant,
      String name,
      AssetKind kind,
      @Nullable SiteId site,
      @Nullable String serial) {
    super(tenant, name, kind, site, serial);
  }
}
