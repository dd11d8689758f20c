// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.custode.agent.protocol.Codec;
import io.custode.agent.protocol.Message;
import io.custode.agent.protocol.Topics;
import io.custode.api.action.ActionId;
import io.custode.api.action.ActionRequested;
import io.custode.api.action.ActionState;
import io.custode.api.action.NewAction;
import io.custode.api.agent.Agent;
import io.custode.api.agent.AgentId;
import io.custode.api.agent.NewToken;
import io.custode.api.asset.AssetId;
import io.custode.api.event.EventId;
import io.custode.api.json.Json;
import io.custode.api.metric.MetricBatch;
import io.custode.api.metric.MetricPoint;
import io.custode.api.tenant.TenantId;
import io.custode.gateway.internal.agent.AgentConnected;
import io.custode.gateway.internal.agent.AgentCopied;
import io.custode.gateway.internal.agent.AgentDisconnected;
import io.custode.gateway.internal.agent.AgentRevoked;
import io.custode.gateway.internal.agent.JpaAgents;
import io.custode.spi.metric.MetricStore;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The link as agents see it, over each broker. */
class LinkTest {
  private static final String LOST = "The connection to the broker was lost";

  @TempDir Path home;

  @BeforeAll
  static void patience() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(20));
  }

  private static FakeAgent agent(TestLink link) throws Exception {
    await().until(() -> link.node.check().up());
    var agent = FakeAgent.enrol(link.platform, link.port, Duration.ZERO);
    agent.connect();
    return agent;
  }

  private static AssetId known(TestLink link, FakeAgent agent) throws Exception {
    agent.hello();
    agent.inventory("pc-7");
    var id = AgentId.of(agent.id);
    await().until(() -> link.platform.assets.byAgent.containsKey(id));
    await().until(() -> state(link, agent) == Agent.State.ONLINE);
    var asset = link.platform.assets.byAgent.get(id);
    // its row is told after the machine is known
    await()
        .until(() -> asset.equals(link.platform.rows.find(agent.id).orElseThrow().agent().asset()));
    return asset;
  }

  private static Agent.State state(TestLink link, FakeAgent agent) {
    return link.platform.rows.find(agent.id).orElseThrow().agent().state();
  }

  @ParameterizedTest
  @EnumSource(BrokerKind.class)
  void welcomesAnAgentAndItsMachine(BrokerKind kind) throws Exception {
    try (var link = new TestLink(kind, home);
        var agent = agent(link)) {
      link.platform.bring("1.0.0", (byte) 1);
      var asset = known(link, agent);
      await().until(() -> agent.told(Message.Welcome.class).findAny().isPresent());
      var welcome = agent.told(Message.Welcome.class).findFirst().orElseThrow();
      assertThat(welcome.metricSeconds()).isEqualTo(1);
      await().until(() -> agent.told(Message.ModuleOffer.class).findAny().isPresent());
      var known = link.platform.rows.find(agent.id).orElseThrow().agent();
      assertThat(known.asset()).isEqualTo(asset);
      assertThat(known.version()).isEqualTo("1.0.0");
      assertThat(link.platform.events).anyMatch(AgentConnected.class::isInstance);
      await().until(() -> Boolean.TRUE.equals(link.platform.assets.online.get(asset)));
      // the same inventory once more changes nothing, another one does
      agent.inventory("pc-7");
      agent.inventory("pc-8");
      await().until(() -> link.platform.assets.inventories.get(asset).hostname().equals("pc-8"));
    }
  }

  @ParameterizedTest
  @EnumSource(BrokerKind.class)
  void givesActionsAndKeepsResults(BrokerKind kind) throws Exception {
    try (var link = new TestLink(kind, home);
        var agent = agent(link)) {
      var asset = known(link, agent);
      var action =
          link.platform.actions.request(NewAction.of(asset, "run-script", new Json("{\"a\":1}")));
      var now = Instant.now();
      new RequestedActions(link.platform.directory, link.dispatcher, link.platform.actions)
          .on(new ActionRequested(EventId.next(), link.platform.tenant, action.id(), asset, now));
      await().until(() -> agent.told(Message.ActionRequest.class).findAny().isPresent());
      var given = agent.told(Message.ActionRequest.class).findFirst().orElseThrow();
      assertThat(given.id()).isEqualTo(action.id().value());
      assertThat(given.input()).isEqualTo("{\"a\":1}");
      await().until(() -> stateOf(link, action.id()) == ActionState.SENT);
      agent.say(new Message.ActionStarted(given.id(), agent.clock()));
      await().until(() -> stateOf(link, action.id()) == ActionState.RUNNING);
      var result =
          new Message.ActionResult(
              given.id(),
              Message.Outcome.SUCCEEDED,
              "{\"code\":0}",
              null,
              agent.clock(),
              agent.clock());
      agent.say(result);
      agent.say(result); // its acknowledgement was lost
      await().until(() -> agent.told(Message.ResultAck.class).count() == 2);
      var done = link.platform.actions.all.get(action.id());
      assertThat(done.state()).isEqualTo(ActionState.SUCCEEDED);
      assertThat(done.output()).isEqualTo(new Json("{\"code\":0}"));
    }
  }

  private static ActionState stateOf(TestLink link, ActionId id) {
    return link.platform.actions.all.get(id).state();
  }

  @ParameterizedTest
  @EnumSource(BrokerKind.class)
  void anAgentCannotEndAnothersAction(BrokerKind kind) throws Exception {
    try (var link = new TestLink(kind, home);
        var victim = agent(link);
        var liar = agent(link)) {
      var asset = known(link, victim);
      known(link, liar);
      var action = link.platform.actions.request(NewAction.of(asset, "run-script", Json.EMPTY));
      var lie =
          new Message.ActionResult(
              action.id().value(), Message.Outcome.FAILED, null, "ha", liar.clock(), liar.clock());
      liar.say(lie);
      await().until(() -> liar.told(Message.ResultAck.class).findAny().isPresent());
      assertThat(stateOf(link, action.id()).isFinal()).isFalse();
      victim.say(
          new Message.ActionResult(
              action.id().value(),
              Message.Outcome.UNKNOWN,
              "no json",
              "crash",
              victim.clock(),
              victim.clock()));
      await().until(() -> stateOf(link, action.id()) == ActionState.UNKNOWN);
      assertThat(link.platform.actions.all.get(action.id()).output()).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource(BrokerKind.class)
  void correctsAClockThatIsTwoDaysOff(BrokerKind kind) throws Exception {
    for (var error : List.of(Duration.ofDays(2), Duration.ofDays(-2))) {
      try (var link = new TestLink(kind, home.resolve("by" + error.toDays()))) {
        await().until(() -> link.node.check().up());
        try (var agent = FakeAgent.enrol(link.platform, link.port, error)) {
          agent.connect();
          var asset = known(link, agent);
          var points = new ArrayList<Message.Point>();
          for (int i = 10; i > 0; i--) {
            points.add(new Message.Point("cpu.used", "%", i, agent.clock().minusSeconds(i)));
          }
          points.add(new Message.Point("bad name\n", "%", 1, agent.clock()));
          agent.say(new Message.Metrics(1, points));
          await().until(() -> agent.told(Message.MetricAck.class).findAny().isPresent());
          var kept =
              link.platform.technician(link.platform.tenant, () -> link.metrics.recent(asset));
          assertThat(kept).hasSize(10);
          assertThat(kept)
              .allSatisfy(
                  p ->
                      assertThat(p.at())
                          .isBetween(Instant.now().minusSeconds(40), Instant.now().plusSeconds(1)));
          var inventory = link.platform.assets.inventories.get(asset);
          assertThat(Duration.between(inventory.takenAt(), Instant.now()).abs())
              .isLessThan(Duration.ofSeconds(60));
        }
      }
    }
  }

  /** Ends what it was given when a test says so. */
  private static final class HeldStore implements MetricStore {
    final List<CompletableFuture<Void>> given = new CopyOnWriteArrayList<>();
    final List<List<Instant>> times = new CopyOnWriteArrayList<>();

    @Override
    public CompletionStage<?> keep(MetricBatch batch) {
      times.add(batch.points().stream().map(MetricPoint::at).toList());
      var kept = new CompletableFuture<Void>();
      given.add(kept);
      return kept;
    }
  }

  @ParameterizedTest
  @EnumSource(BrokerKind.class)
  void whatWasMeasuredIsAcknowledgedOnceItIsKept(BrokerKind kind) throws Exception {
    try (var link = new TestLink(kind, home);
        var agent = agent(link)) {
      known(link, agent);
      var store = new HeldStore();
      link.metrics.bindStore(store);
      var points = List.of(new Message.Point("cpu.used", "%", 7, agent.clock()));
      agent.say(new Message.Metrics(1, points));
      await().until(() -> store.given.size() == 1);
      store.given.get(0).completeExceptionally(new IllegalStateException("the disk is full"));
      agent.say(new Message.Metrics(1, points));
      await().until(() -> store.given.size() == 2);
      assertThat(agent.told(Message.MetricAck.class)).isEmpty();
      store.given.get(1).complete(null);
      await().until(() -> agent.told(Message.MetricAck.class).count() == 1);

      // its plugin is updated: what comes meanwhile is for the version that follows
      link.metrics.unbindStore(store);
      long before = link.messages.dropped();
      agent.say(new Message.Metrics(2, points));
      await().until(() -> link.messages.dropped() == before + 1);
      link.metrics.bindStore(store);
      agent.say(new Message.Metrics(2, points));
      await().until(() -> store.given.size() == 3);
      assertThat(agent.told(Message.MetricAck.class)).hasSize(1);
      store.given.get(2).complete(null);
      await().until(() -> agent.told(Message.MetricAck.class).count() == 2);
    }
  }

  /** Alerts, policies and tables are of the bound tenant. */
  @ParameterizedTest
  @EnumSource(BrokerKind.class)
  void whoHearsOfMetricsIsBoundToTheirTenant(BrokerKind kind) throws Exception {
    try (var link = new TestLink(kind, home);
        var agent = agent(link)) {
      known(link, agent);
      var bound = new CopyOnWriteArrayList<Optional<TenantId>>();
      link.metrics.bindListener(batch -> bound.add(link.platform.tenants.current()));
      link.metrics.bindStore(
          batch -> {
            bound.add(link.platform.tenants.current());
            return CompletableFuture.completedStage(batch.tenant());
          });
      var points = List.of(new Message.Point("cpu.used", "%", 7, agent.clock()));
      agent.say(new Message.Metrics(1, points));
      await().until(() -> agent.told(Message.MetricAck.class).count() == 1);

      var its = Optional.of(link.platform.tenant);
      assertThat(bound).containsExactly(its, its);
    }
  }

  /** Otherwise a store would take it for something else. */
  @ParameterizedTest
  @EnumSource(BrokerKind.class)
  void whatIsSaidAgainHasTheSameTimes(BrokerKind kind) throws Exception {
    try (var link = new TestLink(kind, home);
        var agent = agent(link)) {
      known(link, agent);
      var store = new HeldStore();
      link.metrics.bindStore(store);
      var points =
          IntStream.range(0, 3)
              .mapToObj(i -> new Message.Point("m", "%", i, agent.clock().plusMillis(900 + i)))
              .toList();
      for (int i = 1; i <= 3; i++) {
        int said = i;
        agent.say(new Message.Metrics(1, points));
        await().until(() -> store.times.size() == said);
        // it lost its connection, and each hello takes another while
        agent.hello(Duration.ofMillis(700L * i));
        await().until(() -> agent.told(Message.Welcome.class).count() > said);
      }

      assertThat(store.times.get(0)).doesNotHaveDuplicates().hasSize(3);
      assertThat(store.times).allMatch(store.times.get(0)::equals);
    }
  }

  @ParameterizedTest
  @EnumSource(BrokerKind.class)
  void dropsWhatIsMalformedAndGoesOn(BrokerKind kind) throws Exception {
    try (var link = new TestLink(kind, home);
        var agent = agent(link)) {
      known(link, agent);
      long before = link.messages.dropped();
      var topic = Topics.up(agent.id);
      for (var bad :
          new byte[][] {
            {},
            {1},
            {9, 9, 9},
            "\u0001{\"t\":\"Nothing\"}".getBytes(StandardCharsets.UTF_8),
            "\u0001{\"t\":\"Hello\"".getBytes(StandardCharsets.UTF_8),
            "\u0002no gzip".getBytes(StandardCharsets.UTF_8),
            new byte[Topics.MAX_PAYLOAD]
          }) {
        agent.publish(topic, bad);
      }
      // what the platform says, no agent does
      agent.say(new Message.ResultAck("x"));
      await().until(() -> link.messages.dropped() == before + 8);
      agent.say(new Message.Metrics(7, List.of()));
      await().until(() -> agent.told(Message.MetricAck.class).anyMatch(a -> a.sequence() == 7));
      // agents of before have a topic for each kind
      agent.publish(
          "custode/v1/a/" + agent.id + "/up/metric",
          Codec.encode(new Message.Metrics(8, List.of())));
      await().until(() -> agent.told(Message.MetricAck.class).anyMatch(a -> a.sequence() == 8));
      assertThat(link.node.check().up()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(BrokerKind.class)
  void hearsNoAgentThatWasRevoked(BrokerKind kind) throws Exception {
    try (var link = new TestLink(kind, home);
        var agent = agent(link)) {
      var asset = known(link, agent);
      link.platform.revoke(agent.id);
      link.revocations.revoked(agent.id);
      assertThat(link.platform.events).anyMatch(AgentRevoked.class::isInstance);
      if (kind == BrokerKind.EMBEDDED) {
        await().until(() -> !agent.connected());
        assertThatThrownBy(agent::connect).isInstanceOf(MqttException.class);
      } else {
        long before = link.messages.dropped();
        agent.say(new Message.Metrics(7, List.of()));
        await().until(() -> link.messages.dropped() > before);
        assertThat(agent.told(Message.MetricAck.class)).isEmpty();
      }
      await().until(() -> Boolean.FALSE.equals(link.platform.assets.online.get(asset)));
      assertThat(state(link, agent)).isEqualTo(Agent.State.REVOKED);
    }
  }

  @ParameterizedTest
  @EnumSource(BrokerKind.class)
  void seesThatAnAgentIsGone(BrokerKind kind) throws Exception {
    try (var link = new TestLink(kind, home);
        var agent = agent(link)) {
      var asset = known(link, agent);
      agent.leave();
      await().until(() -> state(link, agent) == Agent.State.OFFLINE);
      await().until(() -> Boolean.FALSE.equals(link.platform.assets.online.get(asset)));
      assertThat(link.platform.events).anyMatch(AgentDisconnected.class::isInstance);
    }
  }

  @ParameterizedTest
  @EnumSource(BrokerKind.class)
  void goesOnAfterTheBrokerWasAway(BrokerKind kind) throws Exception {
    try (var link = new TestLink(kind, home);
        var agent = agent(link)) {
      var asset = known(link, agent);
      link.stopBroker();
      await().until(() -> !link.node.check().up());
      var action = link.platform.actions.request(NewAction.of(asset, "probe", Json.EMPTY));
      link.startBroker();
      await().until(() -> link.node.check().up());
      agent.leave();
      agent.connect();
      agent.hello();
      await()
          .until(
              () ->
                  agent
                      .told(Message.ActionRequest.class)
                      .anyMatch(r -> r.id().equals(action.id().value())));
    }
  }

  @ParameterizedTest
  @EnumSource(BrokerKind.class)
  void warnsOfAnEndThatNobodyMeant(BrokerKind kind) throws Exception {
    try (var link = new TestLink(kind, home)) {
      assertThat(saidUntilDown(link, link::stopBroker)).contains(LOST);
      link.startBroker();
      assertThat(saidUntilDown(link, () -> stopOnPurpose(link))).doesNotContain(LOST);
      link.startBroker();
      assertThat(saidUntilDown(link, link.node::close)).doesNotContain(LOST);
    }
  }

  private static void stopOnPurpose(TestLink link) {
    link.node.brokerGone(name -> {});
    link.stopBroker();
  }

  /** What is logged from connected until no longer connected. */
  private static String saidUntilDown(TestLink link, Runnable end) {
    await().until(() -> link.node.check().up());
    var said = new ByteArrayOutputStream();
    var before = System.err;
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      end.run();
      await().until(() -> !link.node.check().up());
      return said.toString(StandardCharsets.UTF_8);
    } finally {
      System.setErr(before);
    }
  }

  @ParameterizedTest
  @EnumSource(BrokerKind.class)
  void refusesForeignTopics(BrokerKind kind) throws Exception {
    try (var link = new TestLink(kind, home);
        var victim = agent(link);
        var liar = agent(link)) {
      known(link, victim);
      known(link, liar);
      victim.told.clear();
      long before = link.messages.dropped();
      for (var topic : List.of(Topics.up(victim.id), Topics.down(victim.id, Topics.ACTION))) {
        try {
          liar.publish(topic, new byte[] {1});
        } catch (MqttException e) {
          assertThat(e.getReasonCode()).isNotZero();
        }
      }
      // what the victim says itself comes after whatever the liar said
      victim.say(new Message.Metrics(9, List.of()));
      await().until(() -> victim.told(Message.MetricAck.class).anyMatch(a -> a.sequence() == 9));
      assertThat(link.messages.dropped()).isEqualTo(before);
      assertThat(victim.told).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(BrokerKind.class)
  void keepsWhatCouldNotBeStoredForAnotherTime(BrokerKind kind) throws Exception {
    try (var link = new TestLink(kind, home);
        var agent = agent(link)) {
      link.platform.assets.away = true;
      agent.hello();
      agent.inventory("pc-7");
      await().until(() -> link.messages.dropped() == 1);
      link.platform.assets.away = false;
      agent.inventory("pc-7");
      await().until(() -> link.platform.assets.claims.size() == 1);
    }
  }

  @ParameterizedTest
  @EnumSource(BrokerKind.class)
  void threeMachinesWithOneCertificateBecomeThreeAgents(BrokerKind kind) throws Exception {
    try (var link = new TestLink(kind, home);
        var original = agent(link)) {
      var first = original.copy("a");
      var second = original.copy("b");
      var third = original.copy("c");
      speaks(first);
      speaks(second);
      speaks(first); // it was there all the time
      var instead = anew(link, first, "a");
      speaks(third);
      speaks(second);
      var another = anew(link, second, "b");
      speaks(third);
      await().until(() -> third.told(Message.Welcome.class).count() == 2);
      speaks(third.copy("restarted"));
      assertThat(third.told(Message.EnrolAnew.class)).as("one of three stays").isEmpty();
      assertThat(link.platform.countAgents()).isEqualTo(3);
      for (var copied : List.of(instead, another)) {
        copied.connect();
        known(link, copied);
        assertThat(link.platform.assets.apart).contains(AgentId.of(copied.id));
        copied.leave();
      }
      assertThat(link.platform.events).filteredOn(AgentCopied.class::isInstance).hasSize(2);
      assertThat(link.platform.audit.lines.toString()).contains("core.agent.copied");
    }
  }

  /** Comes, which ends the connection of whoever has the same name, and says hello. */
  private static void speaks(FakeAgent agent) throws Exception {
    long before = agent.told.size();
    agent.connect();
    agent.hello();
    await().until(() -> agent.told.size() > before);
    agent.leave();
  }

  private static FakeAgent anew(TestLink link, FakeAgent copy, String boot) throws Exception {
    var told = copy.told(Message.EnrolAnew.class).findFirst().orElseThrow();
    assertThat(told.boot()).isEqualTo(boot);
    assertThat(told.toString()).doesNotContain(told.secret());
    return FakeAgent.enrol(link.platform, told.secret().split("\\.")[1], link.port, Duration.ZERO);
  }

  @ParameterizedTest
  @EnumSource(BrokerKind.class)
  void whoWaitsForApprovalIsNotHeard(BrokerKind kind) throws Exception {
    try (var link = new TestLink(kind, home)) {
      await().until(() -> link.node.check().up());
      var issued =
          link.platform.technician(
              link.platform.tenant,
              () -> link.platform.tokens.issue(new NewToken(null, null, 1, null, true)));
      try (var agent =
          FakeAgent.enrol(
              link.platform, issued.secret().split("\\.")[1], link.port, Duration.ZERO)) {
        if (kind == BrokerKind.EMBEDDED) {
          assertThatThrownBy(agent::connect).isInstanceOf(MqttException.class);
        } else {
          agent.connect();
          agent.hello();
          await().until(() -> link.messages.dropped() == 1);
          agent.leave();
        }
        link.platform.technician(
            link.platform.tenant,
            () ->
                new JpaAgents(
                        link.platform.store,
                        link.platform.tenants,
                        link.platform.audit,
                        link.platform,
                        link.revocations)
                    .approve(AgentId.of(agent.id)));
        agent.connect();
        known(link, agent);
      }
    }
  }
}
