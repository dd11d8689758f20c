// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import io.custode.api.asset.AssetId;
import javax.persistence.Entity;
import javax.persistence.Table;

/** That an asset is lent, in its tenant. */
@Entity
@Table(name = "asset_loan")
public class LoanEntity extends LoanRow {
  protected LoanEntity() {}

  LoanEntity(AssetId asset) {
    super(asset);
  }
}
