// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.service.component.ComponentContext;

/**
 * Withholds core's own services from plugins. A service of bundle scope asks here in its
 * activation: the exception makes the framework hand out nothing. A plugin may not pretend to be
 * one of these: the lifecycle installs plugins under locations of its own.
 */
public final class CoreBundles {
  private static final Set<String> NAMES =
      Set.of(
          "custode-platform",
          "custode-rest",
          "custode-shell",
          "custode-gateway",
          "custode-lifecycle",
          "custode-search",
          "custode-mail");

  private CoreBundles() {}

  /**
   * @return whether it is one of ours
   */
  public static boolean isCore(@Nullable Bundle bundle) {
    return bundle != null
        && NAMES.contains(bundle.getSymbolicName())
        && !bundle.getLocation().startsWith("plugin:");
  }

  /**
   * @throws IllegalStateException unless the bundle that asks is one of ours
   */
  public static void check(ComponentContext context) {
    var asking = context.getUsingBundle();
    if (!isCore(asking)) {
      throw new IllegalStateException(
          "Withheld from " + (asking == null ? "nobody" : asking.getSymbolicName()));
    }
  }
}
