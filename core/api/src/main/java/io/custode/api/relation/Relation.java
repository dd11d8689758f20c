// SPDX-License-Identifier: Apache-2.0
package io.custode.api.relation;

import io.custode.api.asset.AssetId;
import io.custode.api.tenant.TenantId;

/**
 * That an asset has to do with another thing.
 *
 * @param to id of an asset, of a contact for {@link RelationKind#USED_BY}
 */
public record Relation(
    RelationId id, TenantId tenant, AssetId from, RelationKind kind, String to) {}
