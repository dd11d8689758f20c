// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.plugin.PluginId;
import io.custode.api.plugin.Quarantine;
import io.custode.persistence.InstantMicros;
import io.custode.persistence.ProviderWide;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
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

  /** The highest version that ran since it came; null: from a time when nobody noted it. */
  @Column(length = 100)
  private @Nullable String highest;

  /** Whether nobody was known to have signed it: it came by the developer mode. */
  @Column(nullable = false)
  private boolean stranger;

  @Enumerated(EnumType.STRING)
  @Column(name = "quarantine_cause", length = 30)
  private Quarantine.@Nullable Cause quarantineCause;

  @Column(name = "quarantine_reason", length = 1000)
  private @Nullable String quarantineReason;

  @Convert(converter = InstantMicros.class)
  @Column(name = "quarantined_at")
  private @Nullable Instant quarantinedAt;

  @Column(name = "quarantined_by", length = 40)
  private @Nullable String quarantinedBy;

  protected PluginEntity() {}

  PluginEntity(PluginId id, String publisherKey) {
    this.id = id.value();
    this.publisherKey = publisherKey;
  }

  void installed(PluginJar plugin, Instant at) {
    highest = highest(plugin.version());
    publisher = plugin.jar().publisher();
    name = plugin.name();
    version = plugin.version();
    sha256 = plugin.jar().sha256();
    installedAt = at;
    removedAt = null;
    stranger = !plugin.jar().trusted();
    release();
  }

  /** Who takes it out has decided: it begins anew. */
  private String highest(String next) {
    var before = highest == null ? version : highest;
    return before == null || removedAt != null ? next : PluginRow.higher(before, next);
  }

  void quarantine(Quarantine quarantine) {
    quarantineCause = quarantine.cause();
    quarantineReason = quarantine.reason();
    quarantinedAt = quarantine.since();
    quarantinedBy = quarantine.by();
  }

  void release() {
    quarantineCause = null;
    quarantineReason = null;
    quarantinedAt = null;
    quarantinedBy = null;
  }

  private @Nullable Quarantine quarantine() {
    return quarantineCause == null
            || quarantineReason == null
            || quarantinedAt == null
            || quarantinedBy == null
        ? null
        : new Quarantine(quarantineCause, quarantineReason, quarantinedAt, quarantinedBy);
  }

  /** Who signed it is trusted by now. */
  void vouch() {
    stranger = false;
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
        removedAt == null,
        highest == null ? version : highest,
        stranger,
        quarantine());
  }
}
