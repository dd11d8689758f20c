// SPDX-License-Identifier: Apache-2.0
package io.custode.api.relation;

import io.custode.api.asset.AssetId;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Relations of assets of the bound tenant; unbound, they can be read. */
@ProviderType
public interface Relations {
  /**
   * @return those that begin or end at the asset, oldest first, at most 500
   * @throws io.custode.api.error.NotFound if the caller sees no such asset
   */
  List<Relation> of(AssetId asset);

  /**
   * Notes a relation; one that is there already is returned.
   *
   * @throws io.custode.api.error.NotFound if one of the two is not in the bound tenant
   * @throws io.custode.api.error.Invalid if it is to itself
   * @throws io.custode.api.error.Conflict {@code relation-circle}, {@code too-many-relations}
   */
  Relation add(NewRelation relation);

  /**
   * @throws io.custode.api.error.NotFound if there is none in the bound tenant
   */
  void remove(RelationId id);
}
