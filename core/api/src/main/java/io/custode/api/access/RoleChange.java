// SPDX-License-Identifier: Apache-2.0
package io.custode.api.access;

import io.custode.api.command.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a role is from now on. */
public record RoleChange(
    @Doc("What it is for, at most 200 characters") @Nullable String description,
    @Doc("All its permissions, 1 to 500; dormant ones too, or they go") List<String> permissions,
    @Doc("Revision that was read") long revision) {
  public RoleChange {
    permissions = List.copyOf(permissions);
  }
}
