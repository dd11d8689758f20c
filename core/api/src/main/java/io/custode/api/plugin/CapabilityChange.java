// SPDX-License-Identifier: Apache-2.0
package io.custode.api.plugin;

import java.util.List;

/**
 * What a plugin's jar asks for in its {@code Custode-Capabilities}, against what the version that
 * is there asks for.
 *
 * @param added asked for newly, in alphabetical order: {@code tables:provider}
 * @param removed not asked for any more
 */
public record CapabilityChange(List<String> added, List<String> removed) {
  public CapabilityChange {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
  }
}
