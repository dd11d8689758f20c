// SPDX-License-Identifier: Apache-2.0
package io.custode.api.access;

import java.util.List;

/**
 * What users of a kind may do.
 *
 * @param description empty for roles that come with the platform or a plugin
 * @param builtIn whether it comes with the platform or a plugin, and cannot be changed
 * @param members users who have it, disabled ones too
 * @param permissions what it holds now
 * @param dormant what it would hold if the plugins that declared it were here
 * @param revision to send with a change
 */
public record Role(
    String name,
    String description,
    boolean builtIn,
    long members,
    List<String> permissions,
    List<String> dormant,
    long revision) {
  public Role {
    permissions = List.copyOf(permissions);
    dormant = List.copyOf(dormant);
  }
}
