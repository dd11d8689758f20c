// SPDX-License-Identifier: Apache-2.0
package io.custode.api.asset;

import io.custode.api.tenant.SiteId;
import org.jspecify.annotations.Nullable;

/**
 * A change of an asset; what is null stays.
 *
 * @param revision of the asset as the caller read it
 */
public record AssetChange(
    @Nullable String name,
    @Nullable AssetKind kind,
    @Nullable AssetState state,
    @Nullable SiteId site,
    long revision) {}
