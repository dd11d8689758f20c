// SPDX-License-Identifier: Apache-2.0
package io.custode.api.plugin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A plugin of this installation.
 *
 * @param publisher fingerprint of the publisher's certificate, SHA-256 in hexadecimal
 * @param sha256 of the jar
 * @param state whether it works
 * @param detail why it does not, else empty
 * @param quarantine why it was taken out of service, null if it was not
 * @param stranger whether nobody trusted who signed it: it came by the developer mode
 */
public record InstalledPlugin(
    PluginId id,
    String name,
    String version,
    String publisher,
    String sha256,
    State state,
    String detail,
    Instant installedAt,
    @Nullable Quarantine quarantine,
    boolean stranger) {
  /** One of a trusted publisher that nobody took out of service. */
  public InstalledPlugin(
      PluginId id,
      String name,
      String version,
      String publisher,
      String sha256,
      State state,
      String detail,
      Instant installedAt) {
    this(id, name, version, publisher, sha256, state, detail, installedAt, null, false);
  }

  /** Whether a plugin works. */
  public enum State {
    ACTIVE,
    FAILED,
    /** The platform was started so that it does not start the plugin, as with {@code --safe}. */
    HELD,
    /** It was taken out of service on all nodes and machines, see {@link Quarantine}. */
    QUARANTINED
  }
}
