// SPDX-License-Identifier: Apache-2.0
package io.custode.api.group;

import io.custode.api.command.Doc;
import org.jspecify.annotations.Nullable;

/** A group to be, of the tenant that is bound, or of the provider if none is. */
public record NewGroup(
    @Doc("Name, 1 to 200 characters, not used by another group of the same owner") String name,
    @Doc("Place in the inheritance of policies, 1 to 10000, later ones win; default: the last")
        @Nullable Integer position,
    @Doc("Who is in it; without one it is a list, which only a tenant can have")
        @Nullable AssetFilter filter) {}
