// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.plugin.InstalledPlugin;
import io.custode.api.plugin.PluginId;
import java.time.Instant;

/**
 * What the database knows of a plugin.
 *
 * @param present whether it is installed; else its id still belongs to its publisher
 */
record PluginRow(
    PluginId id,
    String name,
    String version,
    String publisher,
    String publisherKey,
    String sha256,
    Instant installedAt,
    boolean present) {
  String location() {
    return PluginJar.LOCATION + id + ":" + version + ":" + sha256;
  }

  InstalledPlugin toInstalled(InstalledPlugin.State state, String detail) {
    return new InstalledPlugin(id, name, version, publisher, sha256, state, detail, installedAt);
  }
}
