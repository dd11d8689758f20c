// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.plugin.PluginId;
import io.custode.persistence.InstantMicros;
import io.custode.persistence.ProviderWide;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** A plugin that is or was installed. Once it was, its id belongs to its publisher for good. */
@Entity
@Table(name = "plugin")
@ProviderWide
public class PluginEntity {
  @Id
  @Column(length = 36)
  private String id;

  @Version private long revision;

  @Column(name = "publisher_key", nullable = false)
  private String publisherKey;

  @Column(nullable = false)
  private String publisher;

  @Column(nullable = false)
  private String name;

  @Column(nullable = false)
  private String version;

  @Column(nullable = false)
  private String sha256;

  @Convert(converter = InstantMicros.class)
  @Column(name = "installed_at", nullable = false)
  private Instant installedAt;

  @Convert(converter = InstantMicros.class)
  @Column(name = "removed_at")
  private @Nullable Instant removedAt;

  protected PluginEntity() {}

  PluginEntity(PluginId id, String publisherKey) {
    this.id = id.value();
    this.publisherKey = publisherKey;
  }

  void installed(PluginJar plugin, Instant at) {
    publisher = plugin.jar().publisher();
    name = plugin.name();
    version = plugin.version();
    sha256 = plugin.jar().sha256();
    installedAt = at;
    removedAt = null;
  }

  void removed(Instant at) {
    removedAt = at;
  }

  PluginRow toRow() {
    return new PluginRow(
        PluginId.of(id),
        name,
        version,
        publisher,
        publisherKey,
        sha256,
        installedAt,
        removedAt == null);
  }
}
