// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.event.EventId;
import io.custode.api.id.Uuid7;
import io.custode.api.plugin.PluginChange;
import io.custode.api.plugin.PluginChange.Outcome;
import io.custode.api.plugin.PluginChange.Phase;
import io.custode.api.plugin.PluginChange.Verb;
import io.custode.api.plugin.PluginChangeFailed;
import io.custode.api.plugin.PluginId;
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

/** One change of a plugin: open while it has no end. */
@Entity
@Table(name = "plugin_change")
@ProviderWide
public class ChangeEntity {
  private static final int LONGEST = 1000;

  @Id
  @Column(length = 36)
  private String id = "";

  @Version private long revision;

  @Column(name = "plugin_id", length = 36, nullable = false)
  private String plugin = "";

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private Verb verb = Verb.INSTALL;

  @Column(name = "from_version")
  private @Nullable String from;

  @Column(name = "to_version")
  private @Nullable String to;

  @Column(nullable = false)
  private String node = "";

  @Column(name = "done_by", nullable = false)
  private String by = "";

  @Convert(converter = InstantMicros.class)
  @Column(name = "begun_at", nullable = false)
  private Instant begunAt = Instant.EPOCH;

  @Convert(converter = InstantMicros.class)
  @Column(name = "ended_at")
  private @Nullable Instant endedAt;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private Outcome outcome = Outcome.RUNNING;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private Phase phase = Phase.PREPARING;

  @Column private @Nullable String why;

  /** Whether every node is to hold the plugin until this has an end. */
  @Column(name = "everywhere", nullable = false)
  private boolean everywhere;

  protected ChangeEntity() {}

  ChangeEntity(
      PluginId plugin,
      Verb verb,
      @Nullable String from,
      @Nullable String to,
      String node,
      String by,
      Instant now) {
    this.id = Uuid7.next();
    this.plugin = plugin.value();
    this.verb = verb;
    this.from = from;
    this.to = to;
    this.node = node;
    this.by = by;
    this.begunAt = now;
  }

  String id() {
    return id;
  }

  void holdEverywhere() {
    everywhere = true;
  }

  void reach(Phase next) {
    phase = next;
  }

  void end(Outcome as, @Nullable String because, Instant now) {
    outcome = as;
    endedAt = now;
    why = because != null && because.length() > LONGEST ? because.substring(0, LONGEST) : because;
  }

  PluginChangeFailed failed(Instant at, String because) {
    return new PluginChangeFailed(
        EventId.next(), at, PluginId.of(plugin), verb, from, to, because, by);
  }

  PluginChange toChange() {
    return new PluginChange(
        id, PluginId.of(plugin), verb, from, to, node, by, begunAt, endedAt, outcome, phase, why);
  }
}
