// SPDX-License-Identifier: Apache-2.0
package io.custode.spi.access;

import java.util.Set;

/**
 * A permission that can be granted.
 *
 * @param id {@code <plugin>.<noun>.<verb>}
 * @param english label in English
 * @param italian label in Italian
 * @param defaultRoles names of roles that hold it unless an administrator says otherwise; {@code
 *     administrator} always does
 */
public record Permission(String id, String english, String italian, Set<String> defaultRoles) {
  public Permission {
    defaultRoles = Set.copyOf(defaultRoles);
  }
}
