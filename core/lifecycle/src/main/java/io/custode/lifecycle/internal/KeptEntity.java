// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.plugin.KeptVersion;
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

/** An earlier version of a plugin: its jar is kept, so it can come back. */
@Entity
@Table(name = "plugin_kept")
@ProviderWide
public class KeptEntity {
  /** Plugin and version: an id is not long. */
  @Id
  @Column(length = 140)
  private String id;

  @Version private long revision;

  @Column(name = "plugin_id", length = 36, nullable = false)
  private String plugin;

  @Column(nullable = false)
  private String version;

  @Column(nullable = false)
  private String publisher;

  @Column(nullable = false)
  private String sha256;

  @Convert(converter = InstantMicros.class)
  @Column(name = "installed_at", nullable = false)
  private Instant installedAt;

  @Convert(converter = InstantMicros.class)
  @Column(name = "replaced_at", nullable = false)
  private Instant replacedAt;

  protected KeptEntity() {}

  KeptEntity(PluginRow before, Instant replacedAt) {
    id = id(before.id(), before.version());
    plugin = before.id().value();
    version = before.version();
    publisher = before.publisher();
    sha256 = before.sha256();
    installedAt = before.installedAt();
    this.replacedAt = replacedAt;
  }

  static String id(PluginId plugin, String version) {
    return plugin + ":" + version;
  }

  KeptVersion toKept() {
    return new KeptVersion(version, publisher, sha256, installedAt, replacedAt);
  }
}
