// SPDX-License-Identifier: Apache-2.0
package io.custode.api.access;

import io.custode.api.command.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A role to be made. */
public record NewRole(
    @Doc("2 to 30 of a-z, 0-9 and dash, beginning with a letter") String name,
    @Doc("What it is for, at most 200 characters") @Nullable String description,
    @Doc("Ids of permissions, 1 to 500") List<String> permissions) {
  public NewRole {
    permissions = List.copyOf(permissions);
  }
}
