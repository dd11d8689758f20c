// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.agent.protocol.AgentUpgrade;
import io.custode.agent.protocol.Codec;
import io.custode.agent.protocol.ReleaseDescriptor;
import io.custode.api.access.Principal;
import io.custode.api.access.UserId;
import io.custode.api.action.Action;
import io.custode.api.action.ActionState;
import io.custode.api.agent.AgentId;
import io.custode.api.agent.AgentRelease;
import io.custode.api.agent.AgentReleaseAdded;
import io.custode.api.agent.AgentReleaseId;
import io.custode.api.agent.AgentReleaseRemoved;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.Inventory;
import io.custode.api.error.Conflict;
import io.custode.api.error.Forbidden;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.json.Json;
import io.custode.api.page.PageRequest;
import io.custode.api.rollout.RolloutId;
import io.custode.gateway.internal.agent.AgentEntity;
import io.custode.gateway.internal.authority.Subject;
import io.custode.gateway.internal.testing.Client;
import io.custode.gateway.internal.testing.ReleaseFile;
import io.custode.gateway.internal.testing.TestPlatform;
import io.custode.persistence.testing.TestDatabases;
import io.custode.spi.rollout.StepOutcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Releases are kept, given to the machines that they fit, and named by the platform's signature.
 */
class ReleasesTest {
  @TempDir Path home;

  private TestPlatform platform(TestDatabases kind) throws Exception {
    return new TestPlatform(kind, home, 1, "");
  }

  private static <T> T admin(TestPlatform platform, Supplier<T> work) {
    return platform.as(platform.technician, "rest", work);
  }

  private Path archive(String version, String arch) throws Exception {
    return ReleaseFile.pack(home.resolve("r" + version + arch), version, arch, 300_000);
  }

  private static AgentRelease add(TestPlatform platform, Path archive) throws IOException {
    try (var in = Files.newInputStream(archive)) {
      return admin(platform, () -> platform.releases.add(in));
    }
  }

  private static AgentUpgrader upgrader(TestPlatform platform) {
    return new AgentUpgrader(
        platform.releases,
        platform.authority,
        platform.agents(),
        platform.assets,
        platform.actions,
        platform.tenants);
  }

  /** An agent that has said hello and told of its machine. */
  private static AssetId asset(TestPlatform platform, String version, String arch)
      throws Exception {
    var key = Client.make().keys().getPublic();
    var certificate =
        platform.enroller.enrol(platform.secret(), key, "pc-7", "192.0.2.7", true).certificate();
    var agent = AgentId.of(Subject.of(certificate).orElseThrow().name());
    platform.technician(
        platform.tenant,
        () ->
            platform.store.write(
                em -> {
                  em.find(AgentEntity.class, agent.value()).greeted(version, 0);
                  return true;
                }));
    return platform.technician(
        platform.tenant, () -> platform.assets.claim(agent, null, inventory(arch)));
  }

  private static Inventory inventory(String arch) {
    return new Inventory(
        Instant.EPOCH,
        "pc-7",
        new Inventory.Os("linux", "Debian", "12", "6.1", arch),
        new Inventory.Hardware(null, null, null, null, null, "cpu", 2, 1024),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Instant.EPOCH);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void isKeptGivenAndRemoved(TestDatabases kind) throws Exception {
    try (var platform = platform(kind)) {
      var archive = archive("0.3.0", "x86_64");
      var added = add(platform, archive);
      assertThat(added.version()).isEqualTo("0.3.0");
      assertThat(added.os()).isEqualTo("linux");
      assertThat(added.arch()).isEqualTo("x86_64");
      assertThat(added.bytes()).isEqualTo(Files.size(archive));
      assertThat(added.unpackedBytes()).isGreaterThan(300_000);
      assertThat(added.addedBy()).isEqualTo("tess");
      assertThat(platform.tablesWith("tess")).as("kept by his id").isEmpty();
      assertThat(platform.audit.lines).singleElement().asString().contains("agent-release.add");
      assertThat(platform.events).hasExactlyElementsOfTypes(AgentReleaseAdded.class);
      // again: nothing
      assertThat(add(platform, archive)).isEqualTo(added);
      assertThat(platform.audit.lines).hasSize(1);
      assertThat(platform.events).hasSize(1);

      var stored = platform.releases.open(added.sha256()).orElseThrow();
      assertThat(stored.content().readAllBytes()).isEqualTo(Files.readAllBytes(archive));
      assertThat(platform.releases.open("0".repeat(64))).isEmpty();

      add(platform, archive("0.3.1", "x86_64"));
      var first = admin(platform, () -> platform.releases.find(new PageRequest(1, null)));
      assertThat(first.items()).extracting(AgentRelease::version).containsExactly("0.3.1");
      var second = admin(platform, () -> platform.releases.find(new PageRequest(1, first.next())));
      assertThat(second.items()).containsExactly(added);
      assertThat(second.next()).isNull();

      admin(platform, () -> platform.releases.remove(added.id()));
      assertThat(platform.releases.open(added.sha256())).isEmpty();
      assertThat(platform.events)
          .hasExactlyElementsOfTypes(
              AgentReleaseAdded.class, AgentReleaseAdded.class, AgentReleaseRemoved.class);
      assertThatThrownBy(() -> admin(platform, () -> platform.releases.remove(added.id())))
          .isInstanceOf(NotFound.class);
      assertThat(pieces(platform)).isEqualTo(2);
    }
  }

  private static long pieces(TestPlatform platform) {
    return platform.door.everywhere(
        () ->
            platform.store.read(
                em ->
                    em.createQuery("select count(p) from ReleasePieceEntity p", Long.class)
                        .getSingleResult()));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatIsNoReleaseIsNotTakenIn(TestDatabases kind) throws Exception {
    try (var platform = platform(kind)) {
      var good = Files.readAllBytes(archive("0.3.0", "x86_64"));
      refused(platform, new byte[0]);
      refused(platform, "rubbish".getBytes(StandardCharsets.UTF_8));
      refused(platform, java.util.Arrays.copyOf(good, good.length / 2));
      var endless =
          new InputStream() {
            @Override
            public int read() {
              return 0;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
              return length;
            }
          };
      assertThatThrownBy(() -> admin(platform, () -> platform.releases.add(endless)))
          .isInstanceOf(Invalid.class)
          .hasMessageContaining("96 MiB");
      var broken =
          new InputStream() {
            @Override
            public int read() throws IOException {
              throw new IOException("line broken");
            }
          };
      assertThatThrownBy(() -> admin(platform, () -> platform.releases.add(broken)))
          .hasMessageContaining("could not be read");
      var auditor =
          new Principal(
              Principal.Kind.TECHNICIAN,
              UserId.next(),
              "aldo",
              null,
              Set.of("core.agent-release.read", "core.agent.upgrade"));
      assertThatThrownBy(
              () ->
                  platform.as(
                      auditor, "rest", () -> platform.releases.add(new ByteArrayInputStream(good))))
          .isInstanceOf(Forbidden.class);
      assertThatThrownBy(
              () ->
                  platform.as(
                      auditor, "rest", () -> platform.releases.remove(AgentReleaseId.next())))
          .isInstanceOf(Forbidden.class);
      assertThat(admin(platform, () -> platform.releases.find(PageRequest.first())).items())
          .isEmpty();
      assertThat(platform.audit.lines).isEmpty();
      // another archive of the same version is not mistaken for it
      add(platform, ReleaseFile.pack(home.resolve("a"), "0.3.0", "x86_64", 1000));
      assertThatThrownBy(
              () -> add(platform, ReleaseFile.pack(home.resolve("b"), "0.3.0", "x86_64", 1001)))
          .isInstanceOf(Conflict.class)
          .hasMessageContaining("another archive");
    }
  }

  private static void refused(TestPlatform platform, byte[] archive) {
    assertThatThrownBy(
            () -> admin(platform, () -> platform.releases.add(new ByteArrayInputStream(archive))))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("no archive of the agent");
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void anAgentIsGivenTheLatestThatFits(TestDatabases kind) throws Exception {
    try (var platform = platform(kind)) {
      add(platform, archive("0.3.0", "x86_64"));
      var latest = add(platform, archive("0.10.0", "x86_64"));
      add(platform, archive("0.11.0", "aarch64"));
      var asset = asset(platform, "0.2.0", "x86_64");

      var action = request(platform, asset, null);
      assertThat(action.verb()).isEqualTo("agent-upgrade");
      assertThat(action.lockKey()).isEqualTo("agent-upgrade");
      var upgrade = Codec.fromJson(action.input().text(), AgentUpgrade.class);
      var descriptor = Codec.fromJson(upgrade.descriptor(), ReleaseDescriptor.class);
      assertThat(descriptor.version()).isEqualTo("0.10.0");
      assertThat(descriptor.sha256()).isEqualTo(latest.sha256());
      assertThat(descriptor.size()).isEqualTo(latest.bytes());
      assertThat(descriptor.unpacked()).isEqualTo(latest.unpackedBytes());
      assertThat(descriptor.expires()).isAfter(Instant.now().plusSeconds(5 * 86_400));
      var signature = Signature.getInstance("SHA256withECDSA");
      signature.initVerify(platform.authority.certificate().getPublicKey());
      signature.update(upgrade.descriptor().getBytes(StandardCharsets.UTF_8));
      assertThat(signature.verify(Base64.getDecoder().decode(upgrade.signature()))).isTrue();

      var earlier = request(platform, asset, "0.3.0");
      var other =
          Codec.fromJson(
              Codec.fromJson(earlier.input().text(), AgentUpgrade.class).descriptor(),
              ReleaseDescriptor.class);
      assertThat(other.version()).isEqualTo("0.3.0");
      assertThat(other.counter()).isLessThan(descriptor.counter());
    }
  }

  private static Action request(TestPlatform platform, AssetId asset, @Nullable String version) {
    return platform.technician(platform.tenant, () -> upgrader(platform).request(asset, version));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatCannotBeIsNotQueued(TestDatabases kind) throws Exception {
    try (var platform = platform(kind)) {
      var asset = asset(platform, "0.3.0", "x86_64");
      conflict(platform, asset, null, "no-agent-release");
      add(platform, archive("0.2.0", "x86_64"));
      add(platform, archive("0.3.0", "x86_64"));
      add(platform, archive("0.9.0", "aarch64"));
      conflict(platform, asset, null, "agent-up-to-date");
      conflict(platform, asset, "0.3.0", "agent-up-to-date");
      conflict(platform, asset, "0.2.0", "agent-up-to-date");
      conflict(platform, asset, "0.9.0", "no-agent-release");
      assertThatThrownBy(() -> request(platform, asset, "../x")).isInstanceOf(Invalid.class);
      assertThatThrownBy(() -> request(platform, AssetId.next(), null))
          .isInstanceOf(NotFound.class);
      platform.assets.byAgent.clear();
      conflict(platform, asset, null, "no-agent");
      assertThat(platform.actions.all).isEmpty();
    }
  }

  private static void conflict(
      TestPlatform platform, AssetId asset, @Nullable String version, String name) {
    assertThatThrownBy(() -> request(platform, asset, version))
        .isInstanceOfSatisfying(Conflict.class, e -> assertThat(e.name()).isEqualTo(name));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aRolloutDoesItOnceAndEndsAsTheActionDoes(TestDatabases kind) throws Exception {
    try (var platform = platform(kind)) {
      add(platform, archive("0.3.0", "x86_64"));
      var asset = asset(platform, "0.2.0", "x86_64");
      var step = new AgentUpgradeStep(upgrader(platform), platform.actions);
      var rollout = RolloutId.next();
      var target = new Json("{\"version\":\"0.3.0\"}");
      Supplier<StepOutcome> advance =
          () -> platform.technician(platform.tenant, () -> step.advance(rollout, asset, target));
      assertThat(advance.get()).isEqualTo(StepOutcome.GOES_ON);
      assertThat(advance.get()).isEqualTo(StepOutcome.GOES_ON);
      assertThat(platform.actions.all).hasSize(1);
      var id = platform.actions.all.keySet().iterator().next();
      platform.actions.finished(id, ActionState.FAILED, null, "It broke.", Instant.now());
      assertThat(advance.get()).isEqualTo(StepOutcome.failed("It broke."));

      var again = RolloutId.next();
      assertThat(platform.technician(platform.tenant, () -> step.advance(again, asset, target)))
          .isEqualTo(StepOutcome.GOES_ON);
      assertThat(platform.actions.all).hasSize(2);
      platform.actions.all.keySet().stream()
          .filter(other -> !other.equals(id))
          .forEach(
              other ->
                  platform.actions.finished(
                      other, ActionState.SUCCEEDED, null, null, Instant.now()));
      assertThat(platform.technician(platform.tenant, () -> step.advance(again, asset, target)))
          .isEqualTo(StepOutcome.SUCCEEDED);

      var has = asset(platform, "0.3.0", "x86_64");
      assertThat(platform.technician(platform.tenant, () -> step.advance(rollout, has, target)))
          .isEqualTo(StepOutcome.SUCCEEDED);
      var none = new Json("{\"version\":\"0.4.0\"}");
      assertThat(
              platform
                  .technician(platform.tenant, () -> step.advance(RolloutId.next(), has, none))
                  .reason())
          .contains("There is no release 0.4.0");
      assertThat(
              platform
                  .technician(
                      platform.tenant, () -> step.advance(RolloutId.next(), has, Json.EMPTY))
                  .reason())
          .contains("The target must be");
    }
  }
}
