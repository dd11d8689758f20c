// SPDX-License-Identifier: Apache-2.0
package io.custode.broker.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.custode.agent.protocol.Topics;
import io.custode.gateway.internal.Settings;
import io.custode.gateway.internal.authority.CertificateAuthority;
import io.custode.gateway.internal.authority.KeyFiles;
import io.custode.gateway.internal.authority.NodeCertificate;
import io.custode.gateway.internal.authority.Subject;
import io.custode.gateway.link.LinkGuard;
import io.custode.gateway.link.LinkPeer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules of the embedded broker, asked by real clients. */
class ArtemisBrokerTest {
  private static final Set<String> REVOKED = ConcurrentHashMap.newKeySet();
  private static final ConcurrentLinkedQueue<String> TOLD = new ConcurrentLinkedQueue<>();

  @TempDir static Path home;
  private static CertificateAuthority authority;
  private static CertificateAuthority foreign;
  private static NodeCertificate node;
  private static ArtemisBroker broker;
  private static int port;

  @BeforeAll
  static void start() throws Exception {
    authority = new CertificateAuthority(new KeyFiles(home.resolve("ours")), Clock.systemUTC());
    foreign = new CertificateAuthority(new KeyFiles(home.resolve("theirs")), Clock.systemUTC());
    node = new NodeCertificate(authority, new Settings(home, 0, 0, "", 15));
    try (var free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    broker = new ArtemisBroker(port, true, new TestGuard());
    broker.awaitStart();
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private record TestGuard() implements LinkGuard {
    @Override
    public X509ExtendedKeyManager keys() {
      return node.keys();
    }

    @Override
    public X509ExtendedTrustManager trust() {
      return node.trust();
    }

    @Override
    public Optional<LinkPeer> admit(X509Certificate certificate) {
      return Subject.of(certificate).filter(peer -> !REVOKED.contains(peer.name()));
    }

    @Override
    public void connected(LinkPeer peer) {
      TOLD.add("+" + peer.name());
    }

    @Override
    public void disconnected(LinkPeer peer) {
      TOLD.add("-" + peer.name());
    }
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }

  private static Endpoint agent(String id) throws Exception {
    return Endpoint.connect(port, Endpoint.tls(authority, authority, id), id);
  }

  private static Endpoint node() throws Exception {
    return Endpoint.connect(port, node.tls(), "node-test");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void carriesBothWays() throws Exception {
    var id = id();
    try (var node = node();
        var agent = agent(id)) {
      node.subscribe(Topics.ALL_UP);
      agent.subscribe(Topics.allDown(id));
      agent.publish(Topics.up(id), bytes("hi"));
      node.publish(Topics.down(id, Topics.ACTION), bytes("do"));
      await().until(() -> node.received.contains(Topics.up(id) + " hi"));
      await().until(() -> agent.received.contains(Topics.down(id, Topics.ACTION) + " do"));
    }
  }

  @Test
  void deliversEachMessageOnce() throws Exception {
    var id = id();
    try (var node = node();
        var agent = agent(id)) {
      node.subscribe(Topics.ALL_UP);
      for (int i = 0; i < 20; i++) {
        agent.publish(Topics.up(id), bytes("m" + i));
      }
      await().until(() -> node.received.size() >= 20);
      assertThat(node.received).hasSize(20).doesNotHaveDuplicates();
    }
  }

  @Test
  void refusesAnotherAgentsTopics() throws Exception {
    var id = id();
    var other = id();
    try (var node = node();
        var victim = agent(other);
        var agent = agent(id)) {
      node.subscribe(Topics.ALL_UP);
      victim.subscribe(Topics.allDown(other));
      refused(agent, () -> agent.publish(Topics.up(other), bytes("lie")));
      try (var again = agent(id)) {
        refused(again, () -> again.publish(Topics.down(other, Topics.ACTION), bytes("lie")));
      }
      node.publish(Topics.down(other, Topics.ACTION), bytes("truth"));
      await().until(() -> !victim.received.isEmpty());
      assertThat(victim.received).containsExactly(Topics.down(other, Topics.ACTION) + " truth");
      assertThat(node.received).isEmpty();
    }
  }

  @Test
  void letsNobodyListenToWhatIsNotHis() throws Exception {
    var id = id();
    var other = id();
    var filters =
        new String[] {
          "#",
          "custode/#",
          "+/+/+/+/+/+",
          Topics.allDown(other),
          "custode/v1/a/+/down/#",
          Topics.ALL_UP,
          "$share/x/custode/v1/a/" + other + "/down/#",
          "custode/v1/a/" + id + "/#",
          "$SYS/#",
          "activemq/notifications",
          "custode.v1.a." + other + ".down.action"
        };
    for (var filter : filters) {
      try (var node = node();
          var agent = agent(id)) {
        try {
          agent.subscribe(filter);
        } catch (MqttException e) {
          assertThat(e.getReasonCode()).as(filter).isNotZero();
        }
        node.publish(Topics.down(other, Topics.ACTION), bytes("secret"));
        node.publish(Topics.up(other), bytes("secret"));
        if (agent.connected()) {
          // something that it may hear, to know that the rest would have come before
          agent.subscribe(Topics.allDown(id));
          node.publish(Topics.down(id, Topics.ACTION), bytes("own"));
          await().until(() -> !agent.received.isEmpty());
          assertThat(agent.received).as(filter).allSatisfy(m -> assertThat(m).endsWith(" own"));
        } else {
          assertThat(agent.received).as(filter).isEmpty();
        }
      }
    }
  }

  @Test
  void refusesAForeignCertificate() throws Exception {
    var id = id();
    var tls = Endpoint.tls(foreign, authority, id);
    assertThatThrownBy(() -> Endpoint.connect(port, tls, id)).isInstanceOf(MqttException.class);
    assertThat(TOLD).doesNotContain("+" + id);
  }

  @Test
  void refusesAClientWithoutCertificate() throws Exception {
    var tls = SSLContext.getInstance("TLS");
    tls.init(null, new TrustManager[] {authority.trust()}, null);
    assertThatThrownBy(() -> Endpoint.connect(port, tls, id())).isInstanceOf(MqttException.class);
  }

  @Test
  void refusesAClientIdThatIsNotItsOwn() throws Exception {
    var id = id();
    var tls = Endpoint.tls(authority, authority, id);
    try (var good = Endpoint.connect(port, tls, id)) {
      for (var other : new String[] {id(), id.toUpperCase(Locale.ROOT), id + " ", "node-test"}) {
        assertThatThrownBy(() -> Endpoint.connect(port, tls, other))
            .as(other)
            .isInstanceOf(MqttException.class);
      }
      assertThat(good.connected()).isTrue();
    }
  }

  @Test
  void cutsARevokedAgentAndKeepsItOut() throws Exception {
    var id = id();
    var tls = Endpoint.tls(authority, authority, id);
    var agent = Endpoint.connect(port, tls, id);
    try (agent) {
      REVOKED.add(id);
      broker.drop(id);
      await().until(() -> agent.lost && !agent.connected());
      assertThatThrownBy(() -> Endpoint.connect(port, tls, id)).isInstanceOf(MqttException.class);
    }
  }

  @Test
  void refusesWhatIsTooLarge() throws Exception {
    var id = id();
    try (var node = node();
        var agent = agent(id)) {
      node.subscribe(Topics.ALL_UP);
      var topic = Topics.up(id);
      agent.publish(topic, new byte[Topics.MAX_PAYLOAD]);
      await().until(() -> node.received.size() == 1);
      try {
        agent.publish(topic, new byte[2 * Topics.MAX_PAYLOAD]);
      } catch (MqttException e) {
        assertThat(e.getReasonCode()).isNotZero();
      }
      // the client itself minds the limit that it was told; a raw one is cut off
      assertThat(node.received).hasSize(1);
      assertThat(node.connected()).isTrue();
    }
  }

  @Test
  void cutsOffWhoeverSendsLargePacketsWhateverHeWasTold() throws Exception {
    var id = id();
    var tls = Endpoint.tls(authority, authority, id);
    try (var socket = (SSLSocket) tls.getSocketFactory().createSocket("127.0.0.1", port)) {
      socket.setSoTimeout(10_000);
      var connect = new ByteArrayOutputStream();
      connect.writeBytes(new byte[] {0, 4, 'M', 'Q', 'T', 'T', 5, 2, 0, 60, 0, 0, 36});
      connect.writeBytes(id.getBytes(StandardCharsets.US_ASCII));
      var out = socket.getOutputStream();
      out.write(new byte[] {0x10, (byte) connect.size()});
      out.write(connect.toByteArray());
      out.flush();
      var in = socket.getInputStream();
      assertThat(in.read()).isEqualTo(0x20); // CONNACK
      in.readNBytes(in.read());
      out.write(new byte[] {0x32, (byte) 0xff, (byte) 0xff, 0x7f}); // PUBLISH of 2 MiB
      var chunk = new byte[64 * 1024];
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 32; i++) {
                  out.write(chunk);
                }
                while (in.read() >= 0) {
                  // a DISCONNECT may come before the end
                }
                throw new IOException("ended");
              })
          .isInstanceOf(IOException.class);
    }
    await().until(() -> TOLD.contains("-" + id));
  }

  @Test
  void keepsNothingRetainedAndNoWill() throws Exception {
    var id = id();
    var tls = Endpoint.tls(authority, authority, id);
    try (var agent = Endpoint.connect(port, tls, id)) {
      refused(agent, () -> agent.retain(Topics.up(id), "for ever"));
    }
    assertThatThrownBy(
            () ->
                Endpoint.connect(
                    port,
                    tls,
                    id,
                    options -> options.setWill(Topics.up(id), new MqttMessage(bytes("gone")))))
        .isInstanceOf(MqttException.class);
    try (var node = node()) {
      node.subscribe("custode/#");
      try (var agent = agent(id)) {
        agent.publish(Topics.up(id), bytes("now"));
      }
      await().until(() -> !node.received.isEmpty());
      assertThat(node.received).containsExactly(Topics.up(id) + " now");
    }
  }

  @Test
  void tellsWhoComesAndGoes() throws Exception {
    var id = id();
    try (var agent = agent(id)) {
      assertThat(agent.connected()).isTrue();
      await().until(() -> TOLD.contains("+" + id));
      assertThat(TOLD).doesNotContain("-" + id);
    }
    await().until(() -> TOLD.contains("-" + id));
  }

  @Test
  void aSecondConnectionOfAnAgentReplacesTheFirst() throws Exception {
    var id = id();
    var tls = Endpoint.tls(authority, authority, id);
    try (var first = Endpoint.connect(port, tls, id);
        var second = Endpoint.connect(port, tls, id)) {
      await().until(() -> first.lost);
      assertThat(second.connected()).isTrue();
      assertThat(TOLD).doesNotContain("-" + id);
    }
    await().until(() -> TOLD.contains("-" + id));
  }

  @Test
  void survivesManyWhoComeAndGo() throws Exception {
    var ids = new ArrayList<String>();
    for (int i = 0; i < 20; i++) {
      var id = id();
      ids.add(id);
      try (var agent = agent(id)) {
        agent.subscribe(Topics.allDown(id));
      }
    }
    await().until(() -> ids.stream().allMatch(id -> TOLD.contains("-" + id)));
  }

  private interface Attempt {
    void run() throws MqttException;
  }

  /** Refused by an answer, or by the end of the connection. */
  private static void refused(Endpoint endpoint, Attempt attempt) {
    try {
      attempt.run();
    } catch (MqttException e) {
      assertThat(e.getReasonCode()).isNotZero();
      return;
    }
    await().until(() -> !endpoint.connected());
  }
}
