// SPDX-License-Identifier: Apache-2.0
package io.custode.core.trust;

import io.custode.api.command.Doc;
import io.custode.api.plugin.PluginId;
import java.time.Instant;
import java.util.List;

/**
 * A publisher whom somebody trusts or trusted, by the key.
 *
 * @param key its fingerprint, SHA-256 in hexadecimal
 */
public record KnownPublisher(
    @Doc("Fingerprint of the key, SHA-256") String key,
    String name,
    State state,
    @Doc("When the last of the certificates ends; empty: none is known") String endsAt,
    @Doc("Plugins that are installed and signed with the key") List<PluginId> plugins,
    @Doc("Why the key is revoked, else empty") String reason,
    List<Certificate> certificates) {
  /** What holds of a key now. */
  public enum State {
    TRUSTED,
    /** Within thirty days nothing more can be installed that its last certificate signed. */
    ENDING,
    /** What is installed goes on; nothing more can be installed. */
    EXPIRED,
    REVOKED,
    /** Plugins run that were installed once, and nobody trusts who signed them any more. */
    UNKNOWN
  }

  /**
   * A certificate for the key.
   *
   * @param from who said that it is trusted
   */
  public record Certificate(
      @Doc("SHA-256 of the certificate") String fingerprint,
      String subject,
      Instant beginsAt,
      Instant endsAt,
      @Doc("Where the trust comes from") String from) {}
}
