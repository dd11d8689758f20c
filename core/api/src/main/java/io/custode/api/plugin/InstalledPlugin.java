// SPDX-License-Identifier: Apache-2.0
package io.custode.api.plugin;

import java.time.Instant;

/**
 * A plugin of this installation.
 *
 * @param publisher fingerprint of the publisher's certificate, SHA-256 in hexadecimal
 * @param sha256 of the jar
 * @param state whether it works
 * @param detail why it does not, else empty
 */
public record InstalledPlugin(
    PluginId id,
    String name,
    String version,
    String publisher,
    String sha256,
    State state,
    String detail,
    Instant installedAt) {
  /** Whether a plugin works. */
  public enum State {
    ACTIVE,
    FAILED,
    /** The platform runs with {@code --safe}: no plugin was started. */
    HELD
  }
}
