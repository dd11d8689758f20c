// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.module;

import io.custode.api.plugin.PluginId;
import io.custode.persistence.InstantMicros;
import io.custode.persistence.ProviderWide;
import java.time.Instant;
import java.util.Objects;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** An endpoint module, brought by a plugin now or once: its counter must never go back. */
@Entity
@ProviderWide
@Table(name = "endpoint_module")
public class ModuleEntity {
  @Id
  @Column(length = 60)
  private String id = "";

  @Version private long revision;

  @Column(name = "plugin_id", length = 36, nullable = false)
  private String plugin = "";

  @Column(name = "counter", nullable = false)
  private long counter;

  /** The release that machines are to have; null if it is over. */
  @Column(name = "release_id", length = 36)
  private @Nullable String release;

  /** Until when what says that it is over is good. */
  @Column(name = "end_expires_at", nullable = false)
  @Convert(converter = InstantMicros.class)
  private Instant endExpires = Instant.EPOCH;

  protected ModuleEntity() {}

  ModuleEntity(String id, PluginId plugin) {
    this.id = id;
    this.plugin = plugin.value();
  }

  String id() {
    return id;
  }

  boolean isOf(PluginId other) {
    return plugin.equals(other.value());
  }

  PluginId plugin() {
    return PluginId.of(plugin);
  }

  long counter() {
    return counter;
  }

  @Nullable String release() {
    return release;
  }

  Instant endExpires() {
    return endExpires;
  }

  /** Grows even if the row is gone and comes back: an agent takes nothing older. */
  long next(Instant now) {
    counter = Math.max(counter + 1, now.getEpochSecond());
    return counter;
  }

  void offer(String next) {
    release = next;
  }

  boolean offers(String other) {
    return Objects.equals(release, other);
  }

  void end(Instant now, Instant expires) {
    release = null;
    next(now);
    endExpires = expires;
  }

  void vouch(Instant expires) {
    endExpires = expires;
  }
}
