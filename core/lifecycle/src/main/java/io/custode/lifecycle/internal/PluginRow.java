// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.plugin.InstalledPlugin;
import io.custode.api.plugin.PluginId;
import io.custode.api.plugin.Quarantine;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Version;

/**
 * What the database knows of a plugin.
 *
 * @param present whether it is installed; else its id still belongs to its publisher
 * @param highest the highest version that ran here since it came
 * @param stranger whether it came by the developer mode: nobody trusts who signed it
 * @param quarantine why it is out of service, null if it is not
 */
record PluginRow(
    PluginId id,
    String name,
    String version,
    String publisher,
    String publisherKey,
    String sha256,
    Instant installedAt,
    boolean present,
    String highest,
    boolean stranger,
    @Nullable Quarantine quarantine) {
  String location() {
    return PluginJar.LOCATION + id + ":" + version + ":" + sha256;
  }

  /**
   * @return whether a version is lower than one that ran here
   */
  boolean ranHigher(String next) {
    return !higher(highest, next).equals(next);
  }

  static String higher(String one, String other) {
    return Version.parseVersion(one).compareTo(Version.parseVersion(other)) > 0 ? one : other;
  }

  /**
   * @return how one is shown that is not started
   */
  InstalledPlugin.State resting() {
    return quarantine == null ? InstalledPlugin.State.HELD : InstalledPlugin.State.QUARANTINED;
  }

  InstalledPlugin toInstalled(InstalledPlugin.State state, String detail) {
    return new InstalledPlugin(
        id, name, version, publisher, sha256, state, detail, installedAt, quarantine, stranger);
  }
}
