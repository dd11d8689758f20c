// SPDX-License-Identifier: Apache-2.0
package io.custode.api.plugin;

import io.custode.api.error.Invalid;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody agreed to after reading a plan.
 *
 * @param acceptRewrite whether steps that rewrite data may run; without it an install with such a
 *     step is refused
 * @param approve ids of other plugins that may be restarted, or left behind on an API that nobody
 *     implements for them any more, see {@link ApiStep}; at most 100. Without them such an install
 *     is refused and says who they are
 */
public record InstallChoice(boolean acceptRewrite, Set<PluginId> approve) {
  /** Nothing but what touches nobody. */
  public static final InstallChoice NOTHING = new InstallChoice(false, Set.of());

  private static final int MOST = 100;

  /**
   * What was said of it: what was not said is not agreed to.
   *
   * @throws Invalid if a plugin is not named
   */
  public static InstallChoice of(
      @Nullable Boolean acceptRewrite, @Nullable List<@Nullable PluginId> approve) {
    var approved = new HashSet<PluginId>();
    for (var plugin : approve == null ? List.<@Nullable PluginId>of() : approve) {
      if (plugin == null) {
        throw Invalid.field("approve", "names no plugin in one place");
      }
      approved.add(plugin);
    }
    return new InstallChoice(Boolean.TRUE.equals(acceptRewrite), approved);
  }

  public InstallChoice {
    if (approve.size() > MOST) {
      throw Invalid.field("approve", "names more than " + MOST + " plugins");
    }
    approve = Set.copyOf(approve);
  }
}
