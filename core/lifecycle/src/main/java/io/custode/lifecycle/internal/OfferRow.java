// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.plugin.CatalogEntry;
import io.custode.api.plugin.CatalogEntry.Notes;
import io.custode.api.plugin.CatalogEntry.State;
import io.custode.api.plugin.PluginId;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/**
 * What a catalog offers.
 *
 * @param sorting the version as text that sorts as versions do
 * @param url where its jar is; null if it is in the database
 * @param publisherKey of who signed the jar, as the catalog says; null if that is not known
 */
record OfferRow(
    String id,
    String catalog,
    PluginId plugin,
    Version version,
    String sorting,
    String name,
    Notes notes,
    VersionRange platform,
    long size,
    String sha256,
    @Nullable String url,
    @Nullable String publisherKey) {
  String source() {
    return Offers.SCHEME + plugin + "@" + version;
  }

  /**
   * @param here version of the platform
   * @param known the plugin as it is installed, now or once, if it is
   */
  CatalogEntry shown(String publisher, Version here, @Nullable PluginRow known) {
    return new CatalogEntry(
        source(),
        plugin,
        version.toString(),
        name,
        catalog,
        publisher,
        notes,
        platform.toString(),
        size,
        sha256,
        url,
        state(here, known));
  }

  /** An id belongs to its first publisher, even after an uninstall. */
  boolean isBy(String owner) {
    return publisherKey == null || publisherKey.equals(owner);
  }

  private State state(Version here, @Nullable PluginRow known) {
    if (known != null && !isBy(known.publisherKey())) {
      return State.FOREIGN;
    }
    var installed =
        known == null || !known.present() ? null : Version.parseVersion(known.version());
    if (version.equals(installed)) {
      return State.INSTALLED;
    }
    if (!platform.includes(here)) {
      return State.INCOMPATIBLE;
    }
    if (installed == null) {
      return State.AVAILABLE;
    }
    return version.compareTo(installed) > 0 ? State.UPDATE : State.EARLIER;
  }
}
