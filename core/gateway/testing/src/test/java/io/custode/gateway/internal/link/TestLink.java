// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.link;

import io.custode.api.error.Invalid;
import io.custode.api.json.Json;
import io.custode.core.json.JsonMapping;
import io.custode.gateway.internal.metric.MetricRing;
import io.custode.gateway.internal.testing.NoPlugins;
import io.custode.gateway.internal.testing.TestPlatform;
import io.custode.persistence.testing.TestDatabases;
import java.lang.reflect.Type;
import java.net.ServerSocket;
import java.nio.file.Path;

/** The whole link with a broker, put together as the service registry does it. */
final class TestLink implements AutoCloseable {
  final TestPlatform platform;
  final int port;
  final NodeLink node;
  final MetricRing metrics;
  final Dispatcher dispatcher;
  final Presence presence;
  final AgentMessages messages;
  final Revocations revocations;
  private final RenewalCalls calls;
  private final AgentLanes lanes = new AgentLanes();
  private final BrokerKind kind;
  private final Path home;
  private BrokerKind.Running broker;

  TestLink(BrokerKind kind, Path home) throws Exception {
    this(TestDatabases.DERBY, kind, home);
  }

  TestLink(TestDatabases database, BrokerKind kind, Path home) throws Exception {
    this.kind = kind;
    this.home = home;
    port = freePort();
    platform =
        new TestPlatform(
            database, home, port, kind == BrokerKind.EMBEDDED ? "" : "ssl://127.0.0.1:" + port);
    startBroker();
    revocations = new Revocations(platform.directory, name -> broker.connections().drop(name));
    node = new NodeLink(platform.settings, platform.node);
    metrics = new MetricRing(platform.assets, new NoPlugins());
    dispatcher =
        new Dispatcher(
            platform.directory,
            lanes,
            node,
            platform.actions,
            platform.modules,
            platform.agentModules,
            platform.door,
            platform.settings);
    presence =
        new Presence(
            platform.directory,
            platform.rows,
            platform.store,
            platform.door,
            platform,
            platform.assets,
            platform.settings);
    messages =
        new AgentMessages(
            platform.directory,
            lanes,
            node,
            dispatcher,
            revocations,
            metrics,
            platform.assets,
            platform.actions,
            platform.actions,
            platform.door,
            platform.settings,
            new NoJson(),
            presence,
            platform.rows,
            platform.enroller,
            platform.authority,
            platform.agentModules,
            new VersionSteps(platform.alerts, platform.door, platform.settings));
    calls = new RenewalCalls(platform.authority, platform.fleet, node);
  }

  void startBroker() throws Exception {
    broker = kind.start(platform, home.resolve("broker"), port);
  }

  void stopBroker() {
    broker.stop().run();
  }

  private static int freePort() throws Exception {
    try (var free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  /** Takes what begins like JSON for JSON. */
  private static final class NoJson implements JsonMapping {
    @Override
    public Json write(Object value) {
      throw new AssertionError("the gateway never asks to write");
    }

    @Override
    public <T> T read(Json json, Type type) {
      if (!json.text().startsWith("{")) {
        throw Invalid.field("output", "is no JSON");
      }
      return null;
    }
  }

  @Override
  public void close() {
    calls.close();
    dispatcher.close();
    node.close();
    lanes.close();
    presence.close();
    stopBroker();
    platform.close();
  }
}
