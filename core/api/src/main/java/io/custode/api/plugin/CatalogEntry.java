// SPDX-License-Identifier: Apache-2.0
package io.custode.api.plugin;

import org.jspecify.annotations.Nullable;

/**
 * A version of a plugin that a catalog offers.
 *
 * @param source what {@link Plugins#plan} and {@link Plugins#install} know it by: {@code
 *     catalog:<id>@<version>}
 * @param name of the plugin, for people
 * @param catalog name of the catalog that offers it
 * @param publisher of the catalog: fingerprint of the certificate, SHA-256 in hexadecimal
 * @param notes what is in this version
 * @param platform the versions of the platform that it works with, as OSGi writes a range: {@code
 *     [1.0.0,2.0.0)}
 * @param size of the jar in bytes
 * @param sha256 of the jar
 * @param url where the jar is fetched from; null if the catalog holds it
 * @param state what it is to this installation
 */
public record CatalogEntry(
    String source,
    PluginId plugin,
    String version,
    String name,
    String catalog,
    String publisher,
    Notes notes,
    String platform,
    long size,
    String sha256,
    @Nullable String url,
    State state) {
  /**
   * For people, plain text of at most 2000 characters.
   *
   * @param en in English
   * @param it in Italian
   */
  public record Notes(String en, String it) {}

  /** What a version is to an installation. */
  public enum State {
    /** The plugin is not installed. */
    AVAILABLE,
    /** It runs here. */
    INSTALLED,
    /** An earlier version runs here. */
    UPDATE,
    /** A later version runs here. */
    EARLIER,
    /** It wants another version of the platform. */
    INCOMPATIBLE,
    /** Its publisher is another than the one to whom the plugin's id belongs here. */
    FOREIGN
  }
}
