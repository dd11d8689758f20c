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
 * @param downgrade whether a version may be installed that is lower than one that ran here since
 *     the plugin came; without it that is refused, since an old version may have a hole that a
 *     later one closed. Going back to a version that is kept needs no agreement
 * @param acceptCapabilities whether a version may come that asks for more than the one that is
 *     there, see {@link CapabilityChange}; without it that is refused
 */
public record InstallChoice(
    boolean acceptRewrite, Set<PluginId> approve, boolean downgrade, boolean acceptCapabilities) {
  /** Nothing but what touches nobody. */
  public static final InstallChoice NOTHING = new InstallChoice(false, Set.of(), false, false);

  private static final int MOST = 100;

  /**
   * What was said of it: what was not said is not agreed to.
   *
   * @throws Invalid if a plugin is not named
   */
  public static InstallChoice of(
      @Nullable Boolean acceptRewrite, @Nullable List<@Nullable PluginId> approve) {
    return of(acceptRewrite, approve, null, null);
  }

  /** The same, and whether a lower version and further capabilities were agreed to. */
  public static InstallChoice of(
      @Nullable Boolean acceptRewrite,
      @Nullable List<@Nullable PluginId> approve,
      @Nullable Boolean downgrade,
      @Nullable Boolean acceptCapabilities) {
    var approved = new HashSet<PluginId>();
    for (var plugin : approve == null ? List.<@Nullable PluginId>of() : approve) {
      if (plugin == null) {
        throw Invalid.field("approve", "names no plugin in one place");
      }
      approved.add(plugin);
    }
    return new InstallChoice(
        Boolean.TRUE.equals(acceptRewrite),
        approved,
        Boolean.TRUE.equals(downgrade),
        Boolean.TRUE.equals(acceptCapabilities));
  }

  /** Nothing lower than what ran here, and nothing that asks for more. */
  public InstallChoice(boolean acceptRewrite, Set<PluginId> approve) {
    this(acceptRewrite, approve, false, false);
  }

  public InstallChoice {
    if (approve.size() > MOST) {
      throw Invalid.field("approve", "names more than " + MOST + " plugins");
    }
    approve = Set.copyOf(approve);
  }
}
