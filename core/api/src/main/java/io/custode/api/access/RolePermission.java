// SPDX-License-Identifier: Apache-2.0
package io.custode.api.access;

import java.util.List;

/**
 * One line of the matrix of permissions and roles.
 *
 * @param permission its id
 * @param english label in English; the id if nobody declares it now
 * @param italian label in Italian; the id if nobody declares it now
 * @param dormant whether roles hold it that nobody declares now: its plugin is not here
 * @param roles names of those that hold it, also while it is dormant
 */
public record RolePermission(
    String permission, String english, String italian, boolean dormant, List<String> roles) {
  public RolePermission {
    roles = List.copyOf(roles);
  }
}
