// SPDX-License-Identifier: Apache-2.0
package io.custode.api.relation;

import io.custode.api.asset.AssetId;
import io.custode.api.command.Doc;

/** A relation to be. */
public record NewRelation(
    @Doc("The asset") AssetId from,
    @Doc("What it is to the other") RelationKind kind,
    @Doc("Id of the other asset; for USED_BY, of a contact") String to) {}
