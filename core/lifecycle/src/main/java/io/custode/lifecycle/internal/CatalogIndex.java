// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.plugin.CatalogEntry.Notes;
import io.custode.api.plugin.PluginId;
import io.custode.core.trust.Revocation;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/**
 * {@code catalog.json}, as its publisher wrote it: what of it can be believed by itself is checked.
 *
 * @param catalog its name
 * @param issued when it was made, ISO 8601
 * @param revoked what is not to be trusted any more; null in catalogs that say nothing of it
 */
record CatalogIndex(
    String catalog, String issued, List<Offer> plugins, @Nullable List<Revoked> revoked) {
  static final int MAX_OFFERS = 1000;
  private static final int MAX_REVOKED = 1000;
  private static final int MAX_TEXT = 100;
  private static final int MAX_NOTES = 2000;
  private static final int MAX_URL = 2000;

  CatalogIndex {
    if (!catalog.matches("[a-z][a-z0-9-]{2,29}")) {
      throw JarContents.refuse(
          "has a catalog without a name of 3 to 30 of a-z, 0-9 and -, beginning with a letter");
    }
    plugins = List.copyOf(plugins);
    if (plugins.size() > MAX_OFFERS) {
      throw JarContents.refuse("offers more than " + MAX_OFFERS + " versions of plugins");
    }
    var seen = new HashSet<String>();
    for (var offer : plugins) {
      if (!seen.add(offer.id() + "@" + offer.version())) {
        throw JarContents.refuse("offers " + offer.id() + " " + offer.version() + " twice");
      }
    }
    revoked = revoked == null ? List.of() : List.copyOf(revoked);
    if (revoked.size() > MAX_REVOKED) {
      throw JarContents.refuse("revokes more than " + MAX_REVOKED + " keys and jars");
    }
  }

  /**
   * A key or a jar that is not to be trusted.
   *
   * @param key SHA-256 of a publisher's key, or
   * @param jar SHA-256 of a jar
   */
  record Revoked(@Nullable String key, @Nullable String jar, String reason) {
    Revoked {
      if ((key == null) == (jar == null)) {
        throw JarContents.refuse("must say of what it revokes either key or jar");
      }
      if (!String.valueOf(key == null ? jar : key).matches("[0-9a-f]{64}")) {
        throw JarContents.refuse("revokes something without its SHA-256");
      }
      reason = Revocation.reason(reason);
    }
  }

  Instant issuedAt() {
    try {
      return Instant.parse(issued).truncatedTo(ChronoUnit.MICROS);
    } catch (DateTimeException e) {
      throw JarContents.refuse("does not say when its catalog was issued");
    }
  }

  /**
   * A version of a plugin.
   *
   * @param platform the versions of the platform that it works with, a range as OSGi writes it
   * @param size of the jar in bytes
   * @param jar its path in the catalog's own jar, or
   * @param url where it is
   * @param publisher SHA-256 of the public key by which the jar is signed; without one it is the
   *     key of the catalog
   */
  record Offer(
      String id,
      String version,
      String name,
      Notes notes,
      String platform,
      long size,
      String sha256,
      @Nullable String jar,
      @Nullable String url,
      @Nullable String publisher) {
    Offer {
      id = PluginId.of(id).value();
      version = version(version);
      text(name, MAX_TEXT, "a name");
      text(notes.en(), MAX_NOTES, "notes in English");
      text(notes.it(), MAX_NOTES, "notes in Italian");
      range(platform);
      if (size < 1 || size > JarSource.MAX_BYTES) {
        throw JarContents.refuse("offers " + id + " with a size that no plugin has");
      }
      if (!isSha256(sha256)) {
        throw JarContents.refuse("offers " + id + " without its SHA-256");
      }
      if (publisher != null && !isSha256(publisher)) {
        throw JarContents.refuse("offers " + id + " by a publisher that is no SHA-256 of a key");
      }
      if ((jar == null) == (url == null)) {
        throw JarContents.refuse("must say of " + id + " either jar or url");
      }
      if (url != null) {
        url(url);
      }
    }

    private static boolean isSha256(String text) {
      return text.matches("[0-9a-f]{64}");
    }

    private static String version(String text) {
      try {
        if (text.length() <= MAX_TEXT) {
          return Version.parseVersion(text).toString();
        }
      } catch (IllegalArgumentException e) {
        // as one that is too long
      }
      throw JarContents.refuse("offers a plugin whose version is malformed");
    }

    private static void range(String text) {
      try {
        if (text.length() <= MAX_TEXT) {
          VersionRange.valueOf(text);
          return;
        }
      } catch (IllegalArgumentException e) {
        // as one that is too long
      }
      throw JarContents.refuse("offers a plugin for a malformed range of the platform's versions");
    }

    private static void text(String text, int most, String what) {
      if (text.isBlank()
          || text.length() > most
          || text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n')) {
        throw JarContents.refuse("offers a plugin without " + what + " of at most " + most);
      }
    }

    private static void url(String text) {
      try {
        var uri = new URI(text);
        if (text.length() <= MAX_URL
            && "https".equals(uri.getScheme())
            && uri.getHost() != null
            && uri.getUserInfo() == null
            && uri.getRawFragment() == null) {
          return;
        }
      } catch (URISyntaxException e) {
        // as another scheme
      }
      throw JarContents.refuse("offers a plugin at an address that is not https://host/path");
    }
  }
}
