// SPDX-License-Identifier: Apache-2.0
package io.custode.api.asset;

import io.custode.api.command.Doc;
import io.custode.api.tenant.SiteId;
import org.jspecify.annotations.Nullable;

/** An asset to be, in the tenant that is bound. */
public record NewAsset(
    @Doc("Name, 1 to 200 characters") String name,
    @Doc("What it is") AssetKind kind,
    @Doc("Site of the same tenant") @Nullable SiteId site,
    @Doc("Serial number, at most 200 characters") @Nullable String serial) {}
