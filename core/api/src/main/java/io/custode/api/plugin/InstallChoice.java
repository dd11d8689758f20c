// SPDX-License-Identifier: Apache-2.0
package io.custode.api.plugin;

import io.custode.api.error.Invalid;
import java.util.Set;

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

  public InstallChoice {
    if (approve.size() > MOST) {
      throw Invalid.field("approve", "names more than " + MOST + " plugins");
    }
    approve = Set.copyOf(approve);
  }
}
