// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import static io.custode.lifecycle.internal.HotPluginsTest.GREETER;
import static io.custode.lifecycle.internal.HotPluginsTest.greeter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.custode.api.access.Principal;
import io.custode.api.error.Conflict;
import io.custode.api.error.Forbidden;
import io.custode.api.error.Invalid;
import io.custode.api.error.Problem;
import io.custode.api.plugin.InstallChoice;
import io.custode.api.plugin.PluginId;
import io.custode.api.plugin.Quarantine;
import io.custode.core.trust.KnownPublisher.State;
import io.custode.core.trust.RevocationPlan;
import io.custode.persistence.testing.TestDatabases;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each way in which a plugin can be untrustworthy ends refused or in quarantine, and says why. */
class TrustTest {
  @TempDir static Path keys;
  @TempDir Path home;
  @TempDir Path second;
  private static Publisher acme;
  private static Publisher stranger;

  @BeforeAll
  static void prepare() throws Exception {
    acme = Publisher.named(keys, "acme");
    stranger = Publisher.named(keys, "stranger");
  }

  /** What is tried in an installation that trusts acme. */
  private interface Trial {
    void in(Installation here) throws Exception;
  }

  private void installation(TestDatabases kind, Trial trial) throws Exception {
    acme.trustIn(home, "acme");
    try (var database = kind.open();
        var here = new Installation(home, database, Installation.schema(database))) {
      trial.in(here);
    }
  }

  private static String source(Installation here, String version) throws Exception {
    return here.file(acme.sign(greeter(version).bytes()));
  }

  private static String key(Publisher publisher) {
    return Fingerprint.of(publisher.certificate().getPublicKey().getEncoded());
  }

  private static void refused(String name, String todo, ThrowingCallable trial) {
    assertThatThrownBy(trial)
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.name()).isEqualTo(name);
              assertThat(problem.what()).contains("nothing was");
              assertThat(problem.todo()).contains(todo);
            });
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void unsignedIsRefused(TestDatabases kind) throws Exception {
    installation(
        kind,
        here -> {
          var source = here.file(greeter("1.0.0").bytes());
          refused("plugin-unsigned", "sign it", () -> here.hot.install(source));
          assertThat(here.installed()).isEmpty();
          assertThat(here.platform.audited)
              .anyMatch(line -> line.contains("refused core.plugin.install"));
        });
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void tamperedIsRefused(TestDatabases kind) throws Exception {
    installation(
        kind,
        here -> {
          var signed = acme.sign(greeter("1.0.0").entry("a.txt", "a").bytes());
          var source = here.file(TestJar.change(signed, all -> all.put("a.txt", new byte[] {7})));
          refused("plugin-tampered", "from its publisher again", () -> here.hot.install(source));
          assertThat(here.installed()).isEmpty();
        });
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void expiredIsRefusedAndWhatRunsGoesOn(TestDatabases kind) throws Exception {
    installation(
        kind,
        here -> {
          here.hot.install(source(here, "1.0.0"));
          here.hot.install(source(here, "1.1.0"));
          var end = acme.certificate().getNotAfter().toInstant();
          assertThat(here.publishers.show(key(acme)).state())
              .isEqualTo(
                  Clock.systemUTC().instant().plus(Duration.ofDays(30)).isAfter(end)
                      ? State.ENDING
                      : State.TRUSTED);

          here.clock = Clock.fixed(end.plusSeconds(1), java.time.ZoneOffset.UTC);
          here.restart();
          var next = source(here, "1.2.0");
          refused("publisher-expired", "valid certificate", () -> here.hot.install(next));
          assertThat(here.installed()).containsExactly("acmegreeter 1.1.0 ACTIVE");
          assertThat(here.publishers.show(key(acme)).state()).isEqualTo(State.EXPIRED);
          var health = new PublisherHealth(here.publishers);
          await()
              .untilAsserted(
                  () -> assertThat(health.check().detail()).contains("[acmegreeter]", "ended"));
          health.stop();
          // what was checked when it was valid comes back
          here.hot.rollback(GREETER, null);
          assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 ACTIVE");
        });
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void downgradedIsRefusedUnlessAgreed(TestDatabases kind) throws Exception {
    installation(
        kind,
        here -> {
          here.hot.install(source(here, "1.0.0"));
          here.hot.install(source(here, "1.2.0"));
          var old = source(here, "1.1.0");
          assertThatThrownBy(() -> here.hot.install(old))
              .isInstanceOf(Conflict.class)
              .hasMessageContaining("1.2.0 ran here already")
              .hasMessageContaining("msp:plugin-rollback")
              .hasMessageContaining("--downgrade");
          assertThat(here.hot.plan(old).refused()).hasSize(1);
          // a way back does not make it forget
          here.hot.rollback(GREETER, null);
          assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 ACTIVE");
          assertThatThrownBy(() -> here.hot.install(old)).hasMessageContaining("1.2.0 ran here");

          here.hot.install(old, new InstallChoice(false, Set.of(), true, false));
          assertThat(here.installed()).containsExactly("acmegreeter 1.1.0 ACTIVE");
          // who took it out has decided
          here.hot.uninstall(GREETER);
          here.hot.install(source(here, "1.0.0"));
          assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 ACTIVE");
        });
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void revokedIsOutOfServiceOverRestartsAndCannotComeBack(TestDatabases kind) throws Exception {
    installation(
        kind,
        here -> {
          here.hot.install(source(here, "1.0.0"));
          here.hot.install(source(here, "1.1.0"));
          var out = new OutOfServicePlugins(here.rows);
          assertThat(out.why(GREETER)).isEmpty();

          here.publishers.revoke("key:" + key(acme), "The key was stolen");
          here.start.again();
          await().until(() -> !here.node.greets());
          assertThat(here.installed()).containsExactly("acmegreeter 1.1.0 QUARANTINED");
          var quarantine = here.hot.list().get(0).quarantine();
          assertThat(quarantine.cause()).isEqualTo(Quarantine.Cause.PUBLISHER_REVOKED);
          assertThat(quarantine.reason()).contains("The key was stolen", "msp:revocation-lift");
          assertThat(quarantine.by()).isEqualTo(here.platform.current().id().value());
          assertThat(here.platform.published())
              .contains("TrustRevoked")
              .containsOnlyOnce("PluginQuarantined");
          assertThat(here.platform.audited)
              .contains("boss core.publisher.revoke trust/key:" + key(acme))
              .contains("lifecycle core.plugin.quarantine plugin/acmegreeter");
          await().until(() -> out.why(GREETER).isPresent());
          assertThat(out.why(GREETER).orElseThrow().kind()).isEqualTo(Problem.Kind.UNAVAILABLE);
          await()
              .untilAsserted(
                  () ->
                      assertThat(here.start.check().detail())
                          .contains("in quarantine [acmegreeter]"));
          assertThat(here.start.check().up()).isTrue();

          here.restart();
          assertThat(here.node.greets()).isFalse();
          assertThat(here.installed()).containsExactly("acmegreeter 1.1.0 QUARANTINED");
          var next = source(here, "1.2.0");
          refused("publisher-revoked", "msp:revocation-lift", () -> here.hot.install(next));
          refused("publisher-revoked", "another key", () -> here.hot.rollback(GREETER, null));

          // trusting again takes a step of its own: the certificate once more is not enough
          var pem = Files.readString(home.resolve("keys/publishers/acme.pem"));
          assertThatThrownBy(() -> here.publishers.add(pem, null)).isInstanceOf(Conflict.class);
          here.publishers.lift("key:" + key(acme));
          here.start.again();
          await()
              .untilAsserted(
                  () -> assertThat(here.installed()).containsExactly("acmegreeter 1.1.0 ACTIVE"));
          assertThat(here.node.greets()).isTrue();
          assertThat(here.platform.published()).containsOnlyOnce("PluginReleased");
          here.hot.install(next);
        });
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whoAllocatedMostBeforeANodeRanOutOfMemoryIsNotStartedAgain(TestDatabases kind)
      throws Exception {
    installation(
        kind,
        here -> {
          here.hot.install(source(here, "1.0.0"));
          var data = Files.createDirectories(here.settings.data());
          Files.writeString(data.resolve("memory-suspect"), "acmegreeter 371\n");
          here.restart();
          // nobody is blamed while nothing has happened
          assertThat(here.node.greets()).isTrue();

          Files.createFile(data.resolve("out-of-memory"));
          here.restart();
          assertThat(here.node.greets()).isFalse();
          assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 QUARANTINED");
          assertThat(here.hot.list().get(0).quarantine().reason())
              .contains("ran out of memory", "371 MiB", "msp:plugin-release acmegreeter");
          assertThat(data.resolve("out-of-memory")).doesNotExist();
          assertThat(data.resolve("memory-suspect")).doesNotExist();
        });
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whoTakesTooMuchIsOutOfServiceUntilSomebodyDecides(TestDatabases kind) throws Exception {
    installation(
        kind,
        here -> {
          here.hot.install(source(here, "1.0.0"));
          here.hot.install(source(here, "1.1.0"));
          var budget = new OverBudget(here.quarantines, here.settings);
          budget.exceeded(PluginId.of("acmeunknown"), "It is nobody's.");
          budget.exceeded(GREETER, "It computed for 50 seconds within a minute.");
          budget.exceeded(GREETER, "It still does.");
          here.start.again();
          await().until(() -> !here.node.greets());
          assertThat(here.installed()).containsExactly("acmegreeter 1.1.0 QUARANTINED");
          var quarantine = here.hot.list().get(0).quarantine();
          assertThat(quarantine.cause()).isEqualTo(Quarantine.Cause.OVER_BUDGET);
          assertThat(quarantine.by()).isEqualTo(here.settings.node());
          assertThat(quarantine.reason())
              .contains("50 seconds", "data is safe", "msp:plugin-release acmegreeter");
          here.restart();
          assertThat(here.node.greets()).isFalse();

          // another version may be better
          here.hot.rollback(GREETER, null);
          assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 ACTIVE");
          assertThatThrownBy(() -> here.quarantines.release(GREETER)).isInstanceOf(Conflict.class);

          new OverBudget(here.quarantines, here.settings).exceeded(GREETER, "Again.");
          here.start.again();
          await().until(() -> !here.node.greets());
          here.quarantines.release(GREETER);
          here.start.again();
          await().until(here.node::greets);
          assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 ACTIVE");
          assertThat(here.platform.audited)
              .contains("lifecycle core.plugin.quarantine plugin/acmegreeter")
              .contains("lifecycle core.plugin.release plugin/acmegreeter");

          here.publishers.revoke("key:" + key(acme), "The key was stolen");
          here.start.again();
          assertThatThrownBy(() -> here.quarantines.release(GREETER))
              .isInstanceOf(Conflict.class)
              .hasMessageContaining("it was revoked");
        });
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aRevokedJarIsOutOfServiceUntilItsPublisherHasAnother(TestDatabases kind) throws Exception {
    installation(
        kind,
        here -> {
          here.hot.install(source(here, "1.0.0"));
          var bad = source(here, "1.1.0");
          var sha256 = here.hot.install(bad).sha256();
          here.publishers.revoke("jar:" + sha256, "It leaks");
          here.follow();
          assertThat(here.installed()).containsExactly("acmegreeter 1.1.0 QUARANTINED");
          assertThat(here.node.greets()).isFalse();

          here.hot.install(source(here, "1.2.0"));
          assertThat(here.installed()).containsExactly("acmegreeter 1.2.0 ACTIVE");
          assertThat(here.node.greets()).isTrue();
          refused(
              "plugin-jar-revoked", "another version", () -> here.hot.rollback(GREETER, "1.1.0"));
          here.hot.rollback(GREETER, "1.0.0");
          assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 ACTIVE");
        });
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatWasUnderWayWhenItsPublisherWasRevokedIsCaught(TestDatabases kind) throws Exception {
    installation(
        kind,
        here -> {
          var source = source(here, "1.0.0");
          // the jar has been checked; its row is not there yet
          here.gate.onHold = () -> here.publishers.revoke("key:" + key(acme), "The key was stolen");
          here.hot.install(source);
          here.gate.onHold = () -> {};
          here.follow();
          assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 QUARANTINED");
          assertThat(here.node.greets()).isFalse();
        });
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aCatalogRevokesItsOwnPublishersOnlyAndTheDistributionsAnybodys(TestDatabases kind)
      throws Exception {
    stranger.trustIn(home, "stranger");
    installation(
        kind,
        here -> {
          var sha256 = here.hot.install(source(here, "1.0.0")).sha256();
          var now = here.clock.instant();

          // by somebody else: neither the key nor a jar of it
          var theirs =
              new TestCatalog("theirs", now)
                  .revokes("key", key(acme), "We are better")
                  .revokes("jar", sha256, "We are better");
          here.catalog.load(here.file(stranger.sign(theirs.bytes())));
          here.follow();
          assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 ACTIVE");
          assertThat(here.publishers.list()).noneMatch(one -> one.state() == State.REVOKED);

          // by its own publisher: a jar
          var own = new TestCatalog("ours", now).revokes("jar", sha256, "It leaks");
          here.catalog.load(here.file(acme.sign(own.bytes())));
          here.follow();
          assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 QUARANTINED");
          assertThat(here.hot.list().get(0).quarantine().by()).isEqualTo("catalog:ours");
          assertThat(here.platform.audited)
              .contains("boss core.publisher.revoke trust/jar:" + sha256 + "@" + key(acme))
              .contains("lifecycle core.plugin.quarantine plugin/acmegreeter");

          // an administrator knows better, and later lists do not change that
          here.publishers.lift("jar:" + sha256 + "@" + key(acme));
          var again =
              new TestCatalog("ours", now.plusSeconds(1)).revokes("jar", sha256, "It leaks");
          here.catalog.load(here.file(acme.sign(again.bytes())));
          here.follow();
          assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 ACTIVE");

          // the distribution's: anybody's key
          var bundled = new TestCatalog("custode", now).revokes("key", key(acme), "It was stolen");
          here.catalog.take(stranger.sign(bundled.bytes()), true);
          here.follow();
          assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 QUARANTINED");
          assertThat(here.hot.list().get(0).detail()).contains("It was stolen");
          var next = source(here, "1.1.0");
          refused("publisher-revoked", "msp:revocation-lift", () -> here.hot.install(next));
        });
  }

  @ParameterizedTest
  @EnumSource(value = TestDatabases.class, names = "DERBY")
  void aCatalogThatRevokesNonsenseIsRefused(TestDatabases kind) throws Exception {
    installation(
        kind,
        here -> {
          for (var bad :
              new TestCatalog[] {
                new TestCatalog("ours", here.clock.instant()).revokes("jar", "abc", "It leaks"),
                new TestCatalog("ours", here.clock.instant()).revokes("key", "0".repeat(64), " "),
                new TestCatalog("ours", here.clock.instant())
                    .revokes("key", "0".repeat(64), "x".repeat(501)),
              }) {
            var source = here.file(acme.sign(bad.bytes()));
            assertThatThrownBy(() -> here.catalog.load(source)).isInstanceOf(Invalid.class);
          }
          assertThat(here.publishers.revocations()).isEmpty();
        });
  }

  @ParameterizedTest
  @EnumSource(value = TestDatabases.class, names = "POSTGRESQL")
  void whoIsAddedOrRevokedOnOneNodeIsSoOnAll(TestDatabases kind) throws Exception {
    try (var database = kind.open()) {
      var store = Installation.schema(database);
      try (var one = new Installation(home, database, store);
          var two = new Installation(second, database, store)) {
        var source = source(one, "1.0.0");
        refused("publisher-unknown", "msp:publisher-add", () -> one.hot.install(source));
        var added = one.publishers.add(acme.pem(), "Acme");
        assertThat(added.key()).isEqualTo(key(acme));
        assertThat(added.state()).isIn(State.TRUSTED, State.ENDING);
        two.hot.install(source);
        one.start.again();
        await().until(one.node::greets);

        two.publishers.revoke("key:" + key(acme), "The key was stolen");
        one.start.again();
        two.start.again();
        await().until(() -> !one.node.greets() && !two.node.greets());
        assertThat(one.installed()).containsExactly("acmegreeter 1.0.0 QUARANTINED");
        assertThat(one.publishers.list())
            .singleElement()
            .satisfies(
                acme -> {
                  assertThat(acme.name()).isEqualTo("Acme");
                  assertThat(acme.state()).isEqualTo(State.REVOKED);
                  assertThat(acme.plugins()).containsExactly(GREETER);
                });
        assertThat(one.platform.published()).containsOnlyOnce("PluginQuarantined");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(value = TestDatabases.class, names = "DERBY")
  void onlyWhoMayDecides(TestDatabases kind) throws Exception {
    installation(
        kind,
        here -> {
          here.platform.signIn(
              TestPlatform.principal(
                  Principal.Kind.TECHNICIAN, "reader", KnownPublishers.READ, "core.plugin.read"));
          assertThat(here.publishers.list()).hasSize(1);
          assertThatThrownBy(() -> here.publishers.add(stranger.pem(), null))
              .isInstanceOf(Forbidden.class);
          assertThatThrownBy(() -> here.publishers.revoke("key:" + key(acme), "I do not like it"))
              .isInstanceOf(Forbidden.class);
          assertThatThrownBy(() -> here.publishers.lift("key:" + key(acme)))
              .isInstanceOf(Forbidden.class);
          assertThatThrownBy(() -> here.publishers.look(stranger.pem()))
              .isInstanceOf(Forbidden.class);
          assertThatThrownBy(() -> here.publishers.plan("key:" + key(acme)))
              .isInstanceOf(Forbidden.class);
          assertThat(here.publishers.revocations()).isEmpty();
        });
  }

  @ParameterizedTest
  @EnumSource(value = TestDatabases.class, names = "DERBY")
  void whatIsNoCertificateIsRefused(TestDatabases kind) throws Exception {
    installation(
        kind,
        here -> {
          for (var bad :
              new String[] {"", "acme", "file:/etc/passwd", "file:/nowhere", "x".repeat(70_000)}) {
            assertThatThrownBy(() -> here.publishers.add(bad, null)).isInstanceOf(Invalid.class);
          }
          assertThatThrownBy(() -> here.publishers.add(acme.pem() + stranger.pem(), null))
              .isInstanceOf(Invalid.class);
          assertThatThrownBy(() -> here.publishers.add(acme.pem(), "n".repeat(101)))
              .isInstanceOf(Invalid.class);
          assertThatThrownBy(() -> here.publishers.revoke("key:" + key(acme), " "))
              .isInstanceOf(Invalid.class);
          var file = home.resolve("stranger.pem");
          Files.write(file, stranger.pem().getBytes(StandardCharsets.US_ASCII));
          assertThat(here.publishers.add(file.toUri().toString(), null).name())
              .isEqualTo("CN=stranger");
        });
  }

  /** What somebody has to know before he decides, and which decides nothing. */
  @ParameterizedTest
  @EnumSource(value = TestDatabases.class, names = "DERBY")
  void aCertificateIsLookedAtBeforeItIsTrusted(TestDatabases kind) throws Exception {
    installation(
        kind,
        here -> {
          var source = here.file(stranger.sign(greeter("1.0.0").bytes()));
          var looked = here.publishers.look(stranger.pem());
          assertThat(looked.key()).isEqualTo(key(stranger));
          assertThat(looked.plugins()).isEmpty();
          assertThat(looked.certificates().get(0).fingerprint())
              .isEqualTo(Fingerprint.of(stranger.certificate().getEncoded()));
          assertThat(here.publishers.list()).hasSize(1);
          refused("publisher-unknown", "msp:publisher-add", () -> here.hot.install(source));

          here.hot.install(source(here, "1.0.0"));
          assertThat(here.publishers.look(acme.pem()).plugins()).containsExactly(GREETER);
          here.publishers.revoke("key:" + key(stranger), "Not theirs");
          assertThatThrownBy(() -> here.publishers.look(stranger.pem()))
              .isInstanceOf(Conflict.class)
              .hasMessageContaining("is revoked");
        });
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatARevocationStopsIsSaidBefore(TestDatabases kind) throws Exception {
    installation(
        kind,
        here -> {
          here.hot.install(source(here, "1.0.0"));
          here.modules.machines.put(GREETER, 3);
          var jar = here.rows.find(GREETER).orElseThrow().sha256();
          for (var what :
              new String[] {"key:" + key(acme), "jar:" + jar, "jar:" + jar + "@" + key(acme)}) {
            assertThat(here.publishers.plan(what))
                .isEqualTo(new RevocationPlan(what, List.of(GREETER), 3));
          }
          var others = here.publishers.plan("key:" + key(stranger));
          assertThat(others.plugins()).isEmpty();
          assertThat(others.machines()).isZero();
          for (var bad : new String[] {"", "acme", key(acme), "key:", "jar:" + "x".repeat(64)}) {
            assertThatThrownBy(() -> here.publishers.plan(bad)).isInstanceOf(Invalid.class);
            assertThatThrownBy(() -> here.publishers.revoke(bad, "Why not"))
                .isInstanceOf(Invalid.class);
          }
          assertThat(here.publishers.revocations()).isEmpty();
          assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 ACTIVE");
        });
  }

  /** The mode is off unless somebody starts the platform so, and what came by it ends with it. */
  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aStrangersPluginRunsInTheDeveloperModeOnly(TestDatabases kind) throws Exception {
    installation(
        kind,
        here -> {
          var source = here.file(stranger.sign(greeter("1.0.0").bytes()));
          refused("publisher-unknown", "msp:publisher-add", () -> here.hot.install(source));

          assertThat(mode(here).said()).isEmpty();
          assertThat(here.platform.audited).noneMatch(line -> line.contains("developer-mode"));

          here.developer = true;
          here.restart();
          assertThat(mode(here).said().orElseThrow().text()).contains("DEVELOPER MODE");
          assertThat(mode(here).check().detail()).contains("DEVELOPER MODE");
          assertThat(here.platform.audited)
              .anyMatch(line -> line.startsWith("lifecycle core.developer-mode.begin node/"));
          here.hot.install(source);
          assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 ACTIVE");
          assertThat(here.hot.list().get(0).stranger()).isTrue();
          assertThat(here.node.greets()).isTrue();
          assertThat(here.platform.audited)
              .contains("boss core.plugin.install-stranger plugin/acmegreeter");
          var unsigned = here.file(greeter("1.1.0").bytes());
          refused("plugin-unsigned", "sign it", () -> here.hot.install(unsigned));

          here.developer = false;
          here.restart();
          assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 HELD");
          assertThat(here.hot.list().get(0).detail()).contains("developer mode");
          assertThat(here.node.greets()).isFalse();

          here.publishers.add(stranger.pem(), "Not a stranger any more");
          here.follow();
          assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 ACTIVE");
          assertThat(here.hot.list().get(0).stranger()).isFalse();
          assertThat(here.node.greets()).isTrue();
        });
  }

  private static DeveloperMode mode(Installation here) {
    return new DeveloperMode(here.settings, here.rows, here.platform);
  }
}
