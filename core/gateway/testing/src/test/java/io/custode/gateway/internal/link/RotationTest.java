// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.custode.agent.protocol.Message;
import io.custode.api.agent.AgentId;
import io.custode.api.error.Conflict;
import io.custode.api.event.EventId;
import io.custode.gateway.internal.Settings;
import io.custode.gateway.internal.agent.TokenRefused;
import io.custode.gateway.internal.authority.AuthorityChanged;
import io.custode.gateway.internal.authority.AuthorityReport;
import io.custode.gateway.internal.authority.CertificateAuthority;
import io.custode.gateway.internal.authority.ChangedAuthority;
import io.custode.gateway.internal.authority.KeyFiles;
import io.custode.gateway.internal.authority.NodeCertificate;
import io.custode.gateway.internal.authority.OneAuthority;
import io.custode.gateway.internal.authority.Stage;
import io.custode.gateway.internal.testing.Client;
import io.custode.persistence.testing.TestDatabases;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The certificate authority is replaced while agents are connected, over each broker. */
class RotationTest {
  @TempDir Path home;

  @BeforeAll
  static void patience() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
  }

  private static FakeAgent enrolled(TestLink link) throws Exception {
    await().until(() -> link.node.check().up());
    return FakeAgent.enrol(link.platform, link.port, Duration.ZERO);
  }

  /** It says hello, and that is written. */
  private static void hello(TestLink link, FakeAgent agent) throws Exception {
    agent.hello();
    agent.inventory("pc");
    await().until(() -> agent.told(Message.Welcome.class).findAny().isPresent());
    link.presence.flush();
  }

  /** It does what a real one does when it is told to renew. */
  private static void renews(TestLink link, FakeAgent agent) throws Exception {
    await().until(() -> agent.told(Message.Renew.class).findAny().isPresent());
    assertThat(agent.connected()).as("was not cut off").isTrue();
    comesAnew(link, agent);
  }

  private static void comesAnew(TestLink link, FakeAgent agent) throws Exception {
    agent.renew(link.platform);
    agent.leave();
    agent.told.clear();
    agent.connect();
    hello(link, agent);
  }

  private static <T> T admin(TestLink link, Supplier<T> work) {
    return link.platform.as(link.platform.technician, "shell", work);
  }

  private static AuthorityReport report(TestLink link) {
    return admin(link, () -> link.platform.rotation.report());
  }

  private static Conflict refused(TestLink link, Supplier<AuthorityReport> step) {
    try {
      admin(link, step);
    } catch (Conflict e) {
      return e;
    }
    throw new AssertionError("was not refused");
  }

  /** As the admin guide says: the files anew, and the broker started again. */
  private void brokerSetup(TestLink link, BrokerKind kind) throws Exception {
    if (kind == BrokerKind.MOSQUITTO) {
      link.stopBroker();
      link.startBroker();
      await().until(() -> link.node.check().up());
    }
  }

  private static boolean signedBy(X509Certificate root, Message.ModuleOffer offer) {
    try {
      var verifier = Signature.getInstance("SHA256withECDSA");
      verifier.initVerify(root);
      verifier.update(offer.descriptor().getBytes(StandardCharsets.UTF_8));
      return verifier.verify(Base64.getDecoder().decode(offer.signature()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({"DERBY,EMBEDDED", "DERBY,MOSQUITTO", "POSTGRESQL,EMBEDDED"})
  void anAgentGoesThroughAllOfItWithoutBeingEnrolledAgain(TestDatabases database, BrokerKind kind)
      throws Exception {
    try (var link = new TestLink(database, kind, home);
        var agent = enrolled(link).readsRoots()) {
      var platform = link.platform;
      var first = platform.authority.certificate();
      agent.connect();
      hello(link, agent);
      platform.bring("1.0.0", (byte) 1);
      assertThat(report(link).stage()).isEqualTo(Stage.STEADY);
      assertThat(report(link).lacking()).isZero();
      assertThat(refused(link, () -> platform.rotation.switchOver(List.of(), true)).name())
          .isEqualTo("authority-steady");
      var fingerprint = platform.authority.fingerprint();

      var prepared = admin(link, () -> platform.rotation.rotate());
      assertThat(prepared.stage()).isEqualTo(Stage.PREPARED);
      assertThat(prepared.lacking()).isEqualTo(1);
      assertThat(prepared.behind())
          .singleElement()
          .satisfies(b -> assertThat(b.agent().value()).isEqualTo(agent.id));
      assertThat(platform.authority.fingerprint()).as("still signs").isEqualTo(fingerprint);
      var early = refused(link, () -> platform.rotation.switchOver(List.of(), false));
      assertThat(early.name()).isEqualTo("authority-agents");
      assertThat(early.what()).contains(agent.id).contains("nothing was changed");

      renews(link, agent);
      await().until(() -> report(link).lacking() == 0);
      if (kind == BrokerKind.MOSQUITTO) {
        assertThat(refused(link, () -> platform.rotation.switchOver(List.of(), false)).name())
            .isEqualTo("authority-broker");
        brokerSetup(link, kind);
        comesAnew(link, agent);
      }

      var switched = admin(link, () -> platform.rotation.switchOver(List.of(), false));
      assertThat(switched.stage()).isEqualTo(Stage.SWITCHED);
      assertThat(switched.certifiedByFormer()).isEqualTo(1);
      var second = platform.authority.certificate();
      assertThat(second).isNotEqualTo(first);
      platform.node.certificate().verify(second.getPublicKey());
      var late = refused(link, () -> platform.rotation.finish(List.of(), false));
      assertThat(late.name()).isEqualTo("authority-agents");
      assertThat(late.what()).contains(agent.id).contains("by the former authority");
      var before = agent.certificate();

      renews(link, agent);
      await().until(() -> report(link).certifiedByFormer() == 0);
      agent.certificate().verify(second.getPublicKey());
      await()
          .until(
              () ->
                  agent.told(Message.ModuleOffer.class).anyMatch(offer -> signedBy(second, offer)));
      if (kind == BrokerKind.MOSQUITTO) {
        assertThat(refused(link, () -> platform.rotation.finish(List.of(), false)).name())
            .isEqualTo("authority-broker");
        brokerSetup(link, kind);
        comesAnew(link, agent);
      }

      var finished = admin(link, () -> platform.rotation.finish(List.of(), false));
      assertThat(finished.stage()).isEqualTo(Stage.STEADY);
      assertThat(platform.authority.roots()).containsExactly(second);
      assertThat(platform.authority.vouchesFor(before)).isFalse();
      renews(link, agent); // trusts the former no more
      await().until(() -> report(link).lacking() == 0);
      agent.say(new Message.Metrics(7, List.of()));
      await().until(() -> agent.told(Message.MetricAck.class).anyMatch(a -> a.sequence() == 7));
      assertThat(platform.countAgents()).isEqualTo(1);
      assertThat(platform.events).filteredOn(AuthorityChanged.class::isInstance).hasSize(3);
      assertThat(platform.audit.lines.toString())
          .contains("core.authority.rotate", "core.authority.switch", "core.authority.finish")
          .contains("refused: 1 agents are not ready");
    }
  }

  @ParameterizedTest
  @EnumSource(BrokerKind.class)
  void anAgentThatWasAwayAllTheTimeComesBackAndAnOldVersionGoesOn(BrokerKind kind)
      throws Exception {
    try (var link = new TestLink(kind, home);
        var away = enrolled(link).readsRoots();
        var old = enrolled(link)) {
      var platform = link.platform;
      var first = platform.authority.certificate();
      for (var each : List.of(away, old)) {
        each.connect();
        hello(link, each);
      }
      platform.bring("1.0.0", (byte) 1);
      away.leave();
      admin(link, () -> platform.rotation.rotate());
      var refused = refused(link, () -> platform.rotation.switchOver(List.of(), false));
      assertThat(refused.what())
          .contains(away.id)
          .contains(old.id)
          .contains("its version knows of one authority only: update it");
      brokerSetup(link, kind);
      var named = List.of(AgentId.of(away.id), AgentId.of(old.id));
      admin(link, () -> platform.rotation.switchOver(named, false));
      var second = platform.authority.certificate();
      brokerSetup(link, kind);

      // it trusts the first one only, and finds its way by that
      away.connect();
      hello(link, away);
      renews(link, away);
      away.certificate().verify(second.getPublicKey());
      await().until(() -> report(link).certifiedByFormer() == 1);

      old.leave();
      old.told.clear();
      old.connect();
      hello(link, old);
      await()
          .until(
              () -> old.told(Message.ModuleOffer.class).anyMatch(offer -> signedBy(first, offer)));
      old.renew(platform);
      old.certificate().verify(first.getPublicKey());
      old.leave();
      old.connect();
      hello(link, old);
      assertThat(old.told(Message.Renew.class)).as("would not understand it").isEmpty();
      var last = refused(link, () -> platform.rotation.finish(List.of(), false));
      assertThat(last.what()).contains(old.id).doesNotContain(away.id).contains("knows no other");

      admin(link, () -> platform.rotation.finish(List.of(AgentId.of(old.id)), false));
      old.leave();
      if (kind == BrokerKind.EMBEDDED) {
        assertThatThrownBy(old::connect).isInstanceOf(MqttException.class);
      }
      assertThat(away.connected()).isTrue();
    }
  }

  @Test
  void secretsOfBeforeAreGoodUntilTheFormerIsDropped() throws Exception {
    try (var link = new TestLink(BrokerKind.EMBEDDED, home)) {
      var platform = link.platform;
      var first = platform.authority.certificate();
      var secrets = List.of(platform.secret(), platform.secret(), platform.secret());
      admin(link, () -> platform.rotation.rotate());
      admin(link, () -> platform.rotation.switchOver(List.of(), false));
      var second = platform.authority.certificate();
      var key = Client.make().keys().getPublic();
      platform
          .enroller
          .enrol(secrets.get(0), key, "new", "127.0.0.1", true)
          .certificate()
          .verify(second.getPublicKey());
      platform
          .enroller
          .enrol(secrets.get(1), key, "old", "127.0.0.1", false)
          .certificate()
          .verify(first.getPublicKey());
      platform
          .enroller
          .enrol(platform.secret(), key, "old", "127.0.0.1", false)
          .certificate()
          .verify(second.getPublicKey());
      var old = report(link).behind().get(0).agent();
      var refused = refused(link, () -> platform.rotation.finish(List.of(old), false));
      assertThat(refused.name()).isEqualTo("authority-tokens");
      assertThat(refused.what()).startsWith("1 enrolment tokens");
      platform.expireTokens();
      admin(link, () -> platform.rotation.finish(List.of(old), false));
      assertThatThrownBy(
              () -> platform.enroller.enrol(secrets.get(2), key, "late", "127.0.0.1", true))
          .isInstanceOf(TokenRefused.class);
    }
  }

  @Test
  void anotherNodeFollowsAndIsWaitedFor() throws Exception {
    try (var link = new TestLink(BrokerKind.EMBEDDED, home.resolve("first"))) {
      var platform = link.platform;
      var there = home.resolve("second");
      copy(home.resolve("first/keys"), there.resolve("keys"), "ca.p12", "ca.pass", "ca.pem");
      var settings = new Settings(there, 0, 0, "", 1, "second");
      var second = new CertificateAuthority(new KeyFiles(settings.keys()), Clock.systemUTC());
      var node = new NodeCertificate(second, settings);
      var one = new OneAuthority(second, node, platform.store, platform.door, settings);
      one.close(); // it looks when the test says so
      admin(link, () -> platform.rotation.rotate());
      var refused = refused(link, () -> platform.rotation.switchOver(List.of(), false));
      assertThat(refused.name()).isEqualTo("authority-nodes");
      assertThat(refused.what()).contains("node-second").doesNotContain("node-test");

      settle(one);
      settle(platform.one);
      settle(one);
      assertThat(second.roots()).isEqualTo(platform.authority.roots()).hasSize(2);
      assertThat(one.check().detail()).contains("PREPARED");
      admin(link, () -> platform.rotation.switchOver(List.of(), false));
      assertThat(refused(link, () -> platform.rotation.finish(List.of(), true)).what())
          .contains("node-second");
      settle(one);
      assertThat(second.fingerprint()).isEqualTo(platform.authority.fingerprint());
      admin(link, () -> platform.rotation.finish(List.of(), false));
      settle(one);
      assertThat(second.roots()).containsExactly(platform.authority.certificate());
      assertThat(one.check().up()).isTrue();

      // one that was off all the time, from a copy of its home of before
      var late = home.resolve("late");
      Files.createDirectories(late.resolve("data"));
      var own = new CertificateAuthority(new KeyFiles(late.resolve("keys")), Clock.systemUTC());
      var lateSettings = new Settings(late, 0, 0, "", 1, "late");
      var lost =
          new OneAuthority(
              own,
              new NodeCertificate(own, lateSettings),
              platform.store,
              platform.door,
              lateSettings);
      lost.close();
      assertThat(lost.check().up()).isFalse();
      assertThat(late.resolve("data/database-trouble")).content().contains("join it");
      assertThat(report(link).nodes())
          .extracting(AuthorityReport.Node::name)
          .containsExactly("node-second", "node-test");
    }
  }

  @Test
  void itCanBeGivenUpBeforeTheSwitch() throws Exception {
    try (var link = new TestLink(BrokerKind.EMBEDDED, home);
        var agent = enrolled(link).readsRoots()) {
      var platform = link.platform;
      var fingerprint = platform.authority.fingerprint();
      agent.connect();
      hello(link, agent);
      admin(link, () -> platform.rotation.rotate());
      assertThat(refused(link, () -> platform.rotation.rotate()).name())
          .isEqualTo("authority-prepared");
      renews(link, agent);
      admin(link, () -> platform.rotation.cancel());
      assertThat(platform.authority.roots()).hasSize(1);
      renews(link, agent);
      await().until(() -> report(link).lacking() == 0);
      assertThat(platform.authority.fingerprint()).isEqualTo(fingerprint);
      admin(link, () -> platform.rotation.rotate());
      admin(link, () -> platform.rotation.switchOver(List.of(), true));
      assertThat(refused(link, () -> platform.rotation.cancel()).name())
          .isEqualTo("authority-switched");
    }
  }

  @Test
  void openLinksStayWhenTheNodesKeyIsReplaced() throws Exception {
    try (var link = new TestLink(BrokerKind.EMBEDDED, home);
        var agent = enrolled(link);
        var next = enrolled(link)) {
      agent.connect();
      hello(link, agent);
      var made = link.platform.node.renew();
      assertThat(link.platform.node.certificate()).isEqualTo(made);
      next.connect();
      hello(link, next);
      agent.say(new Message.Metrics(9, List.of()));
      await().until(() -> agent.told(Message.MetricAck.class).anyMatch(a -> a.sequence() == 9));
      assertThat(link.node.check().up()).isTrue();
    }
  }

  private static void settle(OneAuthority one) {
    new ChangedAuthority(one)
        .on(new AuthorityChanged(EventId.next(), Instant.now(), Stage.STEADY, ""));
  }

  private static void copy(Path from, Path to, String... names) throws Exception {
    Files.createDirectories(to);
    for (var name : names) {
      Files.copy(from.resolve(name), to.resolve(name));
    }
  }
}
