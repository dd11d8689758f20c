// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.agent.protocol.Codec;
import io.custode.agent.protocol.Message;
import io.custode.agent.protocol.Message.ModuleOffer;
import io.custode.agent.protocol.Message.ModuleRelease;
import io.custode.agent.protocol.Message.ModuleWithdrawal;
import io.custode.agent.protocol.ModuleDescriptor;
import io.custode.agent.protocol.ModuleEnd;
import io.custode.agent.protocol.ModuleState;
import io.custode.api.access.Principal;
import io.custode.api.access.UserId;
import io.custode.api.agent.AgentId;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.Inventory;
import io.custode.api.error.Conflict;
import io.custode.api.error.Forbidden;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.event.EventId;
import io.custode.api.json.Json;
import io.custode.api.module.EndpointModule;
import io.custode.api.module.EndpointModuleQuery;
import io.custode.api.module.EndpointModuleState;
import io.custode.api.module.ModuleDelivery;
import io.custode.api.module.ModuleHeld;
import io.custode.api.module.ModuleRecovered;
import io.custode.api.module.ModuleReleased;
import io.custode.api.page.PageRequest;
import io.custode.api.plugin.PluginId;
import io.custode.api.rollout.RolloutId;
import io.custode.core.module.PluginModule;
import io.custode.gateway.internal.agent.AgentRevoked;
import io.custode.gateway.internal.authority.Subject;
import io.custode.gateway.internal.module.AgentModules.Peer;
import io.custode.gateway.internal.testing.Client;
import io.custode.gateway.internal.testing.TestPlatform;
import io.custode.persistence.testing.TestDatabases;
import io.custode.spi.rollout.StepOutcome;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Modules are kept by their hash, given to machines, watched and taken back. */
class ModulesTest {
  private static final PluginId ACME = PluginId.of("acme");

  @TempDir Path home;

  private TestPlatform platform(TestDatabases kind) throws Exception {
    return new TestPlatform(kind, home, 1, "");
  }

  private static Peer peer(TestPlatform platform) throws Exception {
    var key = Client.make().keys().getPublic();
    var certificate =
        platform.enroller.enrol(platform.secret(), key, "pc-7", "192.0.2.7", true).certificate();
    var agent = AgentId.of(Subject.of(certificate).orElseThrow().name());
    var asset =
        platform.technician(platform.tenant, () -> platform.assets.claim(agent, null, inventory()));
    return new Peer(agent, platform.tenant, asset, true, List.of());
  }

  private static Inventory inventory() {
    return new Inventory(
        Instant.EPOCH,
        "pc-7",
        new Inventory.Os("linux", "Debian", "12", "6.1", "x86_64"),
        new Inventory.Hardware(null, null, null, null, null, "cpu", 2, 1024),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Instant.EPOCH);
  }

  private static String hash(int content) throws Exception {
    var digest = MessageDigest.getInstance("SHA-256").digest(new byte[] {(byte) content});
    return HexFormat.of().formatHex(digest);
  }

  private static ModuleState state(String version, int content, ModuleState.Kind kind, int hold)
      throws Exception {
    int crashes = kind == ModuleState.Kind.HELD ? 3 : 0;
    var reason = crashes == 0 ? null : "It did not start: broken";
    return new ModuleState("acme", version, hash(content), kind, crashes, hold, reason);
  }

  private static ModuleState runs(String version, int content) throws Exception {
    return state(version, content, ModuleState.Kind.RUNNING, 0);
  }

  private static ModuleState held(String version, int content, int hold) throws Exception {
    return state(version, content, ModuleState.Kind.HELD, hold);
  }

  private static List<Message> next(TestPlatform platform, Peer peer) {
    return platform.agentModules.next(peer, false).messages();
  }

  private static ModuleDescriptor offered(List<Message> messages) {
    assertThat(messages).singleElement().isInstanceOf(ModuleOffer.class);
    return Codec.fromJson(((ModuleOffer) messages.get(0)).descriptor(), ModuleDescriptor.class);
  }

  private static JpaEndpointModules people(TestPlatform platform) {
    return new JpaEndpointModules(
        platform.store,
        platform.tenants,
        platform.modules,
        platform.callers,
        platform.audit,
        platform);
  }

  private static List<EndpointModule> found(TestPlatform platform) {
    return platform.technician(
        platform.tenant,
        () -> people(platform).find(EndpointModuleQuery.ANY, new PageRequest(50, null)).items());
  }

  private static EndpointModule only(TestPlatform platform) {
    var found = found(platform);
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void isGivenReplacedAndTakenBack(TestDatabases kind) throws Exception {
    try (var platform = platform(kind)) {
      var peer = peer(platform);
      assertThat(next(platform, peer)).isEmpty();
      platform.bring("1.0.0", (byte) 1);
      var first = offered(next(platform, peer));
      assertThat(first.sha256()).isEqualTo(hash(1));
      assertThat(first.publisher()).isEqualTo("0".repeat(64));
      assertThat(next(platform, peer)).as("it is fetching it").isEmpty();
      assertThat(only(platform).state()).isEqualTo(EndpointModuleState.WAITING);
      assertThat(only(platform).wanted()).isEqualTo("1.0.0");
      assertThat(platform.modules.machines(List.of(ACME))).as("it has not got it").isZero();

      platform.agentModules.told(peer, List.of(runs("1.0.0", 1)));
      assertThat(platform.agentModules.next(peer, false)).isEqualTo(turn(false));
      assertThat(only(platform).has()).isEqualTo("1.0.0");
      assertThat(only(platform).state()).isEqualTo(EndpointModuleState.RUNNING);
      assertThat(platform.modules.machines(List.of(ACME, PluginId.of("other")))).isEqualTo(1);
      assertThat(platform.modules.machines(List.of(PluginId.of("other")))).isZero();
      assertThat(platform.modules.machines(List.of())).isZero();
      platform.bring("1.0.0", (byte) 1); // nothing new
      assertThat(next(platform, peer)).isEmpty();
      var anew = platform.agentModules.next(peer, true).messages();
      assertThat(offered(anew)).as("what vouches for it").isEqualTo(first);

      platform.bring("1.1.0", (byte) 2);
      assertThat(platform.modules.jar("acme", "1.0.0")).as("still runs").isPresent();
      var second = offered(next(platform, peer));
      assertThat(second.counter()).isGreaterThan(first.counter());
      platform.agentModules.told(peer, List.of(runs("1.1.0", 2)));

      platform.bring("1.0.0", (byte) 1); // back to it
      var back = offered(next(platform, peer));
      assertThat(back.sha256()).isEqualTo(first.sha256());
      assertThat(back.counter()).isGreaterThan(second.counter());
      platform.agentModules.told(peer, List.of(runs("1.0.0", 1)));

      platform.modules.follow(ACME, List.of());
      assertThat(platform.modules.plugins()).isEmpty();
      var taken = next(platform, peer);
      assertThat(taken).singleElement().isInstanceOf(ModuleWithdrawal.class);
      var end = Codec.fromJson(((ModuleWithdrawal) taken.get(0)).descriptor(), ModuleEnd.class);
      assertThat(end.counter()).isGreaterThan(back.counter());
      assertThat(only(platform).wanted()).isNull();
      platform.agentModules.told(peer, List.of());
      assertThat(found(platform)).isEmpty();
      platform.modules.follow(ACME, List.of());
      assertThat(platform.modules.jar("acme", "1.0.0")).as("nobody needs it").isEmpty();
      assertThat(platform.modules.offered().releases()).isEmpty();
    }
  }

  private static AgentModules.Turn turn(boolean open) {
    return new AgentModules.Turn(List.of(), open);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void isHeldBackToldAndReleased(TestDatabases kind) throws Exception {
    try (var platform = platform(kind)) {
      var peer = peer(platform);
      platform.bring("1.0.0", (byte) 1);
      next(platform, peer);
      platform.agentModules.told(peer, List.of(runs("1.0.0", 1)));
      platform.bring("1.1.0", (byte) 2);
      next(platform, peer);
      var said = List.of(runs("1.0.0", 1), held("1.1.0", 2, 1));
      platform.agentModules.told(peer, said);
      platform.agentModules.told(peer, said);
      assertThat(platform.events).filteredOn(ModuleHeld.class::isInstance).hasSize(1);
      new HeldAlerts(platform.alerts).on((ModuleHeld) last(platform, ModuleHeld.class));
      assertThat(platform.alerts.open())
          .containsExactly(
              "core.module-held acme: The agent's module acme crashes and is held back");
      assertThat(platform.agentModules.next(peer, false)).isEqualTo(turn(false));
      assertThat(only(platform).state()).isEqualTo(EndpointModuleState.HELD);
      assertThat(only(platform).has()).isEqualTo("1.0.0");
      assertThat(only(platform).reason()).contains("broken");

      var people = people(platform);
      assertThatThrownBy(() -> as(platform, Set.of(), () -> people.release(peer.asset(), "acme")))
          .isInstanceOf(Forbidden.class);
      assertThatThrownBy(() -> as(platform, Set.of("*"), () -> people.release(peer.asset(), "no")))
          .isInstanceOf(NotFound.class);
      as(platform, Set.of("*"), () -> people.release(peer.asset(), "acme"));
      assertThat(platform.audit.lines.toString()).contains("core.module.release");
      assertThat(platform.events).anyMatch(ModuleReleased.class::isInstance);
      assertThat(next(platform, peer)).containsExactly(new ModuleRelease("acme", hash(2), 1));
      platform.agentModules.told(peer, List.of(runs("1.0.0", 1)));
      assertThat(platform.events).filteredOn(ModuleRecovered.class::isInstance).hasSize(1);
      new RecoveredAlerts(platform.alerts)
          .on((ModuleRecovered) last(platform, ModuleRecovered.class));
      assertThat(platform.alerts.open()).isEmpty();
      assertThat(offered(next(platform, peer)).version()).isEqualTo("1.1.0");

      // it crashes again: another hold, which nobody released
      platform.agentModules.told(peer, List.of(runs("1.0.0", 1), held("1.1.0", 2, 2)));
      assertThat(next(platform, peer)).isEmpty();
      assertThat(platform.events).filteredOn(ModuleHeld.class::isInstance).hasSize(2);
      platform.bring("1.2.0", (byte) 3);
      assertThat(offered(next(platform, peer)).version()).isEqualTo("1.2.0");
      platform.agentModules.told(peer, List.of(runs("1.2.0", 3)));
      assertThat(only(platform).state()).isEqualTo(EndpointModuleState.RUNNING);
      assertThatThrownBy(
              () -> as(platform, Set.of("*"), () -> people.release(peer.asset(), "acme")))
          .isInstanceOf(Conflict.class);
    }
  }

  private static Object last(TestPlatform platform, Class<?> type) {
    return platform.events.stream().filter(type::isInstance).reduce((a, b) -> b).orElseThrow();
  }

  private static <T> T as(TestPlatform platform, Set<String> permissions, Supplier<T> work) {
    var person = new Principal(Principal.Kind.TECHNICIAN, UserId.next(), "pat", null, permissions);
    return platform.as(person, "rest", () -> platform.tenants.in(platform.tenant, work));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void byRolloutOnlyThoseThatItComesTo(TestDatabases kind) throws Exception {
    try (var platform = platform(kind)) {
      var first = peer(platform);
      var second = peer(platform);
      var step =
          new PluginModulesStep(
              platform.modules, platform.agentModules, platform.rows, platform.assets);
      var target = new Json("{\"plugin\":\"acme\",\"version\":\"1.0.0\"}");
      var rollout = RolloutId.next();
      Supplier<StepOutcome> advance =
          () ->
              platform.technician(
                  platform.tenant, () -> step.advance(rollout, first.asset(), target));
      assertThat(advance.get().reason()).contains("No plugin acme");
      as(
          platform,
          Set.of("*"),
          () -> {
            people(platform).deliver(ACME, ModuleDelivery.BY_ROLLOUT);
            return true;
          });
      platform.bring("1.0.0", (byte) 1);
      assertThat(next(platform, first)).isEmpty();
      assertThat(next(platform, second)).isEmpty();

      assertThat(advance.get()).isEqualTo(StepOutcome.GOES_ON);
      assertThat(offered(next(platform, first)).version()).isEqualTo("1.0.0");
      assertThat(next(platform, second)).isEmpty();
      platform.agentModules.told(first, List.of(runs("1.0.0", 1)));
      assertThat(advance.get()).isEqualTo(StepOutcome.SUCCEEDED);

      platform.bring("1.1.0", (byte) 2);
      assertThat(next(platform, first)).as("keeps what it has").isEmpty();
      assertThat(advance.get().reason()).contains("brings no module 1.0.0");
      assertThat(platform.modules.jar("acme", "1.0.0")).isPresent();
      platform.technician(
          platform.tenant,
          () -> step.advance(rollout, first.asset(), new Json("{\"plugin\":\"acme\"}")));
      platform.agentModules.told(first, List.of(runs("1.0.0", 1), held("1.1.0", 2, 1)));
      var failed =
          platform.technician(
              platform.tenant,
              () -> step.advance(rollout, first.asset(), new Json("{\"plugin\":\"acme\"}")));
      assertThat(failed.kind()).isEqualTo(StepOutcome.Kind.FAILED);
      assertThat(failed.reason()).contains("held back").contains("broken");

      as(
          platform,
          Set.of("*"),
          () -> {
            people(platform).deliver(ACME, ModuleDelivery.PACED);
            return true;
          });
      assertThat(offered(next(platform, second)).version()).isEqualTo("1.1.0");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatIsWrongIsRefused(TestDatabases kind) throws Exception {
    try (var platform = platform(kind)) {
      for (var bad :
          List.<Supplier<PluginModule>>of(
              () -> new PluginModule("other", "1.0.0", "0", new byte[1]),
              () -> new PluginModule("acmeother", "1.0.0", "0", new byte[1]),
              () -> new PluginModule("acme", "one", "0", new byte[1]),
              () -> new PluginModule("acme", "1.0.0", "0", new byte[0]),
              () -> new PluginModule("acme-../x", "1.0.0", "0", new byte[1]))) {
        assertThatThrownBy(() -> platform.modules.follow(ACME, List.of(bad.get())))
            .isInstanceOf(Invalid.class);
      }
      // what an agent makes up is kept within bounds, and only of what there is
      var peer = peer(platform);
      platform.bring("1.0.0", (byte) 1);
      var long1 = "x".repeat(10_000);
      platform.agentModules.told(
          peer,
          List.of(
              new ModuleState("no", "1", "0", ModuleState.Kind.RUNNING, 0, 0, null),
              new ModuleState("acme", long1, long1, ModuleState.Kind.HELD, 99, -1, long1)));
      assertThat(only(platform).crashes()).isEqualTo(3);
      assertThat(only(platform).reason()).hasSize(500);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void anotherTenantSeesNothing(TestDatabases kind) throws Exception {
    try (var platform = platform(kind)) {
      var peer = peer(platform);
      platform.bring("1.0.0", (byte) 1);
      next(platform, peer);
      var people = people(platform);
      var page = new PageRequest(50, null);
      assertThat(
              platform
                  .technician(platform.other, () -> people.find(EndpointModuleQuery.ANY, page))
                  .items())
          .isEmpty();
      var fleet =
          platform.as(
              platform.technician, "rest", () -> people.find(EndpointModuleQuery.ANY, page));
      assertThat(fleet.items()).extracting(EndpointModule::asset).containsExactly(peer.asset());
      var none = new EndpointModuleQuery(AssetId.next(), null, null);
      assertThat(platform.as(platform.technician, "rest", () -> people.find(none, page)).items())
          .isEmpty();
      new RevokedModules(platform.agentModules)
          .on(new AgentRevoked(EventId.next(), platform.tenant, peer.id(), Instant.now()));
      assertThat(found(platform)).isEmpty();
    }
  }

  @Test
  void machinesAreToldAtThePaceOnly() throws Exception {
    try (var platform = platform(TestDatabases.DERBY)) {
      var clock = new long[1];
      var paced =
          new AgentModules(
              platform.store,
              platform.door,
              platform.modules,
              platform,
              new ModulePace(6, () -> clock[0])); // one in ten seconds
      platform.bring("1.0.0", (byte) 1);
      var first = peer(platform);
      var second = peer(platform);
      assertThat(paced.next(first, false).messages()).hasSize(1);
      var waits = paced.next(second, false);
      assertThat(waits.messages()).isEmpty();
      assertThat(waits.open()).isTrue();
      clock[0] += 10_000_000_000L;
      assertThat(paced.next(second, false).messages()).hasSize(1);

      // a restart of this node, or a hello, makes nobody fetch anything
      paced.told(first, List.of(runs("1.0.0", 1)));
      clock[0] += 5_000_000_000L;
      assertThat(paced.next(first, true).messages()).hasSize(1);
      assertThat(paced.next(second, true).messages()).isEmpty();
    }
  }
}
