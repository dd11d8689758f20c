// SPDX-License-Identifier: Apache-2.0
package io.custode.core.ui;

import java.util.List;

/**
 * A plugin and what it brings to the console.
 *
 * @param name of the plugin, for people
 * @param sdk versions of the SDK that it was made for, {@code ^1}
 * @param module path on this server of the module that exports it all; another for other content
 */
public record UiPlugin(
    String id,
    String version,
    String name,
    String sdk,
    String module,
    List<UiContribution> contributes) {
  public UiPlugin {
    contributes = List.copyOf(contributes);
  }
}
