// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.plugin.LoadedCatalog;
import io.custode.persistence.InstantMicros;
import io.custode.persistence.ProviderWide;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** A catalog that was read. Its name belongs to the key that first brought it. */
@Entity
@Table(name = "catalog")
@ProviderWide
public class CatalogEntity {
  @Id
  @Column(length = 30)
  private String name;

  @Version private long revision;

  @Column(name = "publisher_key", length = 64, nullable = false)
  private String publisherKey;

  @Column(length = 64, nullable = false)
  private String publisher;

  @Column(length = 64, nullable = false)
  private String sha256;

  @Convert(converter = InstantMicros.class)
  @Column(name = "issued_at", nullable = false)
  private Instant issuedAt;

  @Convert(converter = InstantMicros.class)
  @Column(name = "loaded_at", nullable = false)
  private Instant loadedAt;

  @Column(nullable = false)
  private int entries;

  protected CatalogEntity() {}

  CatalogEntity(String name) {
    this.name = name;
  }

  void loaded(CatalogJar catalog, Instant at) {
    publisherKey = catalog.jar().publisherKey();
    publisher = catalog.jar().publisher();
    sha256 = catalog.jar().sha256();
    issuedAt = catalog.index().issuedAt();
    loadedAt = at;
    entries = catalog.index().plugins().size();
  }

  String name() {
    return name;
  }

  String publisher() {
    return publisher;
  }

  String publisherKey() {
    return publisherKey;
  }

  String sha256() {
    return sha256;
  }

  Instant issuedAt() {
    return issuedAt;
  }

  LoadedCatalog toLoaded() {
    return new LoadedCatalog(name, publisher, sha256, issuedAt, loadedAt, entries);
  }
}
