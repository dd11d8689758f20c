// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.custode.agent.protocol.Message;
import io.custode.agent.protocol.ModuleState;
import io.custode.agent.protocol.Topics;
import io.custode.api.action.ActionState;
import io.custode.api.action.NewAction;
import io.custode.api.agent.AgentId;
import io.custode.api.asset.AssetId;
import io.custode.api.json.Json;
import io.custode.api.module.ModuleDelivery;
import io.custode.api.plugin.PluginId;
import io.custode.api.rollout.RolloutId;
import io.custode.gateway.internal.module.JpaEndpointModules;
import io.custode.gateway.internal.module.PluginModulesStep;
import io.custode.spi.rollout.StepOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents of other versions than the platform's, which is 1.0.0 here. */
class InStepTest {
  @TempDir Path home;

  @BeforeAll
  static void patience() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(20));
  }

  private static FakeAgent agent(TestLink link, String version) throws Exception {
    await().until(() -> link.node.check().up());
    var agent = FakeAgent.enrol(link.platform, link.port, Duration.ZERO).version(version);
    agent.connect();
    return agent;
  }

  private static AssetId known(TestLink link, FakeAgent agent) throws Exception {
    agent.hello();
    agent.inventory("pc-7");
    var id = AgentId.of(agent.id);
    await().until(() -> link.platform.assets.byAgent.containsKey(id));
    return link.platform.assets.byAgent.get(id);
  }

  /** It does what it is told, whatever its version. */
  private static void works(TestLink link, FakeAgent agent, AssetId asset) throws Exception {
    var action = link.platform.actions.request(NewAction.of(asset, "probe", new Json("{}")));
    link.dispatcher.attend(link.platform.directory.find(agent.id).orElseThrow());
    await()
        .until(
            () ->
                agent
                    .told(Message.ActionRequest.class)
                    .anyMatch(request -> request.id().equals(action.id().value())));
    agent.say(
        new Message.ActionResult(
            action.id().value(),
            Message.Outcome.SUCCEEDED,
            "{}",
            null,
            agent.clock(),
            agent.clock()));
    await()
        .until(() -> link.platform.actions.all.get(action.id()).state() == ActionState.SUCCEEDED);
  }

  @Test
  void anOlderAgentIsServedAsFarAsItGoes() throws Exception {
    try (var link = new TestLink(BrokerKind.EMBEDDED, home);
        var agent = agent(link, "0.9.0")) {
      link.platform.bring("1.0.0", (byte) 1);
      // the very words of the version before: none of its modules
      agent.publish(
          Topics.up(agent.id),
          ("\u0001{\"t\":\"Hello\",\"version\":\"1.0.0\",\"boot\":\"b\",\"clock\":\""
                  + agent.clock()
                  + "\",\"open\":[]}")
              .getBytes(UTF_8));
      await().until(() -> agent.told(Message.Welcome.class).findAny().isPresent());
      agent.inventory("pc-7");
      var id = AgentId.of(agent.id);
      await().until(() -> link.platform.assets.byAgent.containsKey(id));
      await().until(() -> agent.told(Message.ModuleOffer.class).findAny().isPresent());
      link.platform.modules.follow(PluginId.of("acme"), List.of()); // it cannot be told
      works(link, agent, link.platform.assets.byAgent.get(id));
      assertThat(agent.told(Message.ModuleWithdrawal.class)).isEmpty();
      assertThat(link.messages.dropped()).isZero();
    }
  }

  @Test
  void aNewerAgentSaysWhatThisPlatformDoesNotKnow() throws Exception {
    try (var link = new TestLink(BrokerKind.EMBEDDED, home);
        var agent = agent(link, "1.1.0")) {
      agent.publish(
          Topics.up(agent.id),
          ("\u0001{\"t\":\"Hello\",\"future\":{\"a\":[1,2]},\"version\":\"1.1.0\",\"boot\":\"b\",\"clock\":\""
                  + agent.clock()
                  + "\",\"open\":[],\"modules\":[]}")
              .getBytes(UTF_8));
      await().until(() -> agent.told(Message.Welcome.class).findAny().isPresent());
      agent.publish(Topics.up(agent.id), "\u0001{\"t\":\"FromTheFuture\"}".getBytes(UTF_8));
      await().until(() -> link.messages.dropped() == 1);
      agent.inventory("pc-7");
      var id = AgentId.of(agent.id);
      await().until(() -> link.platform.assets.byAgent.containsKey(id));
      works(link, agent, link.platform.assets.byAgent.get(id));
      assertThat(agent.connected()).isTrue();
      assertThat(link.platform.alerts.open()).isEmpty();
    }
  }

  @Test
  void furtherApartIsToldUntilItIsOver() throws Exception {
    try (var link = new TestLink(BrokerKind.EMBEDDED, home);
        var agent = agent(link, "1.2.0")) {
      var asset = known(link, agent);
      await()
          .untilAsserted(
              () ->
                  assertThat(link.platform.alerts.open())
                      .containsExactly(
                          "core.agent-out-of-step version: The agent has version 1.2.0, the"
                              + " platform 1.0.0"));
      works(link, agent, asset);
      assertThat(agent.told(Message.Welcome.class).findFirst().orElseThrow().version())
          .as("what the agent compares its own with")
          .isEqualTo("1.0.0");
      agent.version("1.1.0").hello();
      await().until(() -> link.platform.alerts.open().isEmpty());
      agent.version("2.0.0").hello();
      await().until(() -> !link.platform.alerts.open().isEmpty());
    }
  }

  @Test
  void whomARolloutComesToIsToldAtOnce() throws Exception {
    try (var link = new TestLink(BrokerKind.EMBEDDED, home);
        var agent = agent(link, "1.0.0").tells();
        var other = agent(link, "1.0.0").tells()) {
      var platform = link.platform;
      var asset = known(link, agent);
      known(link, other);
      var people =
          new JpaEndpointModules(
              platform.store,
              platform.tenants,
              platform.modules,
              platform.callers,
              platform.audit,
              platform);
      platform.technician(
          platform.tenant,
          () -> {
            people.deliver(PluginId.of("acme"), ModuleDelivery.BY_ROLLOUT);
            return true;
          });
      platform.bring("1.0.0", (byte) 1);
      var step =
          new PluginModulesStep(
              platform.modules, platform.agentModules, platform.rows, platform.assets);
      var begun =
          platform.technician(
              platform.tenant,
              () -> step.advance(RolloutId.next(), asset, new Json("{\"plugin\":\"acme\"}")));
      assertThat(begun).isEqualTo(StepOutcome.GOES_ON);
      await().until(() -> agent.told(Message.ModuleOffer.class).count() == 1);
      assertThat(other.told(Message.ModuleOffer.class)).isEmpty();
    }
  }

  @Test
  void modulesGoThereAndBackOverTheLink() throws Exception {
    try (var link = new TestLink(BrokerKind.EMBEDDED, home);
        var agent = agent(link, "1.0.0").tells()) {
      known(link, agent);
      link.platform.bring("1.0.0", (byte) 1);
      await().until(() -> agent.told(Message.ModuleOffer.class).count() == 1);
      var sha256 = "4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a";
      var runs = new ModuleState("acme", "1.0.0", sha256, ModuleState.Kind.RUNNING, 0, 0, null);
      agent.say(new Message.ModuleStates(List.of(runs)));
      link.platform.modules.follow(PluginId.of("acme"), List.of());
      await().until(() -> agent.told(Message.ModuleWithdrawal.class).findAny().isPresent());
      assertThat(agent.told(Message.ModuleOffer.class)).hasSize(1);
    }
  }
}
