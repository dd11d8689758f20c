// SPDX-License-Identifier: Apache-2.0
package io.custode.console.internal;

import io.custode.core.ui.UiPlugin;
import java.util.Map;

/**
 * One version of a plugin's user interface.
 *
 * @param offered what the console is told of it
 * @param files by their whole path on this server
 */
record PluginUi(UiPlugin offered, Map<String, ConsoleFile> files) {
  PluginUi {
    files = Map.copyOf(files);
  }
}
