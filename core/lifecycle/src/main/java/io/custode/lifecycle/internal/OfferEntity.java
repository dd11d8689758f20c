// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.plugin.CatalogEntry.Notes;
import io.custode.api.plugin.PluginId;
import io.custode.persistence.ProviderWide;
import java.util.Locale;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/** A version of a plugin that a catalog offers. */
@Entity
@Table(name = "catalog_offer")
@ProviderWide
public class OfferEntity {
  /** Catalog, plugin and version: an id is not long. */
  @Id
  @Column(length = 180)
  private String id;

  @javax.persistence.Version private long revision;

  @Column(length = 30, nullable = false)
  private String catalog;

  @Column(name = "plugin_id", length = 36, nullable = false)
  private String plugin;

  @Column(length = 100, nullable = false)
  private String version;

  /** The version as text that sorts as versions do. */
  @Column(length = 140, nullable = false)
  private String sorting;

  @Column(length = 100, nullable = false)
  private String name;

  @Column(name = "notes_en", length = 2000, nullable = false)
  private String notesEn;

  @Column(name = "notes_it", length = 2000, nullable = false)
  private String notesIt;

  @Column(length = 100, nullable = false)
  private String platform;

  @Column(name = "jar_size", nullable = false)
  private long size;

  @Column(length = 64, nullable = false)
  private String sha256;

  @Column(length = 2000)
  private @Nullable String url;

  /** Null in a row from before this was written down: the catalog's. */
  @Column(name = "publisher_key", length = 64)
  private @Nullable String publisherKey;

  protected OfferEntity() {}

  OfferEntity(String catalog, String catalogKey, CatalogIndex.Offer offer) {
    publisherKey = offer.publisher() == null ? catalogKey : offer.publisher();
    id = catalog + ":" + offer.id() + "@" + offer.version();
    this.catalog = catalog;
    plugin = offer.id();
    version = offer.version();
    sorting = sorting(Version.parseVersion(version));
    name = offer.name();
    notesEn = offer.notes().en();
    notesIt = offer.notes().it();
    platform = offer.platform();
    size = offer.size();
    sha256 = offer.sha256();
    url = offer.url();
  }

  private static String sorting(Version version) {
    return String.format(
        Locale.ROOT,
        "%010d%010d%010d%s",
        version.getMajor(),
        version.getMinor(),
        version.getMicro(),
        version.getQualifier());
  }

  OfferRow toRow() {
    return new OfferRow(
        id,
        catalog,
        PluginId.of(plugin),
        Version.parseVersion(version),
        sorting,
        name,
        new Notes(notesEn, notesIt),
        VersionRange.valueOf(platform),
        size,
        sha256,
        url,
        publisherKey);
  }
}
