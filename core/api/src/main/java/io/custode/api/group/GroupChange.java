// SPDX-License-Identifier: Apache-2.0
package io.custode.api.group;

import io.custode.api.command.Doc;
import org.jspecify.annotations.Nullable;

/**
 * A change of a group; what is null stays. A list stays a list and a query a query.
 *
 * @param revision of the group as the caller read it
 */
public record GroupChange(
    @Doc("Its new name") @Nullable String name,
    @Doc("Its new place, 1 to 10000") @Nullable Integer position,
    @Doc("Its new filter, all of it") @Nullable AssetFilter filter,
    @Doc("Revision that was read") long revision) {}
