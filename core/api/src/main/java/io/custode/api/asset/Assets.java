// SPDX-License-Identifier: Apache-2.0
package io.custode.api.asset;

import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Assets of the bound tenant; unbound, a technician reads those of all tenants he sees and changes
 * none.
 */
@ProviderType
public interface Assets {
  Optional<Asset> get(AssetId id);

  /** Ordered by name, then id. */
  default Page<Asset> find(AssetQuery query, PageRequest page) {
    return find(query, AssetOrder.NAME, page);
  }

  /**
   * In another order; a cursor goes on in the order in which it was made.
   *
   * @throws io.custode.api.error.Invalid if the cursor is one of another order
   */
  Page<Asset> find(AssetQuery query, AssetOrder order, PageRequest page);

  /**
   * @throws io.custode.api.error.Invalid if no tenant is bound or a field breaks its rule
   */
  Asset register(NewAsset asset);

  /**
   * @throws io.custode.api.error.NotFound if there is none in the bound tenant
   * @throws io.custode.api.error.Conflict if the revision is not the current one
   */
  Asset change(AssetId id, AssetChange change);

  /**
   * @return the last inventory, if one came
   */
  Optional<Inventory> inventory(AssetId id);
}
