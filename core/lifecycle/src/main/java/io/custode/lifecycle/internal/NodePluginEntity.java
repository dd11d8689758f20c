// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.plugin.InstalledPlugin.State;
import io.custode.api.plugin.PluginHealth;
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

/** How a plugin is on a node. */
@Entity
@Table(name = "plugin_node")
@ProviderWide
public class NodePluginEntity {
  /** Plugin and node. */
  @Id
  @Column(length = 140)
  private String id = "";

  @Version private long revision;

  @Column(name = "plugin_id", length = 36, nullable = false)
  private String plugin = "";

  @Column(nullable = false)
  private String node = "";

  @Column(nullable = false)
  private String version = "";

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private State state = State.HELD;

  @Column private String fault = "";

  @Convert(converter = InstantMicros.class)
  @Column(name = "since_at", nullable = false)
  private Instant since = Instant.EPOCH;

  @Column(nullable = false)
  private int routes;

  @Column(nullable = false)
  private int commands;

  @Column(nullable = false)
  private int jobs;

  @Column(nullable = false)
  private boolean pages;

  protected NodePluginEntity() {}

  NodePluginEntity(PluginId plugin, String node) {
    this.id = id(plugin, node);
    this.plugin = plugin.value();
    this.node = node;
  }

  String node() {
    return node;
  }

  static String id(PluginId plugin, String node) {
    return plugin + ":" + node;
  }

  /** Writes only what differs, and when that began. */
  void is(PluginHealth now) {
    if (version.equals(now.version())
        && state == now.state()
        && fault.equals(now.fault())
        && routes == now.routes()
        && commands == now.commands()
        && jobs == now.jobs()
        && pages == now.pages()) {
      return;
    }
    version = now.version();
    state = now.state();
    fault = now.fault();
    since = now.since();
    routes = now.routes();
    commands = now.commands();
    jobs = now.jobs();
    pages = now.pages();
  }

  PluginId plugin() {
    return PluginId.of(plugin);
  }

  PluginHealth toHealth(Instant seenAt, boolean live) {
    return new PluginHealth(
        plugin(), node, version, state, fault, since, seenAt, live, routes, commands, jobs, pages);
  }
}
