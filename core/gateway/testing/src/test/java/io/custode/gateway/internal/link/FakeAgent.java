// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.link;

import io.custode.agent.protocol.Codec;
import io.custode.agent.protocol.MachineInventory;
import io.custode.agent.protocol.Message;
import io.custode.agent.protocol.ModuleState;
import io.custode.agent.protocol.Topics;
import io.custode.gateway.internal.authority.Subject;
import io.custode.gateway.internal.testing.Client;
import io.custode.gateway.internal.testing.TestPlatform;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** The other end of the link, with a certificate that it got by a token and a clock of its own. */
final class FakeAgent implements MqttCallback, AutoCloseable {
  final String id;
  final List<Message> told = new CopyOnWriteArrayList<>();
  private final int port;
  private SSLContext tls;
  private final Duration clockError;
  private MqttAsyncClient client;
  private String boot = "boot";
  private String version = "1.0.0";
  private List<ModuleState> modules;
  private boolean readsRoots;
  private X509Certificate own;
  private List<X509Certificate> roots;

  private FakeAgent(String id, int port, SSLContext tls, Duration clockError) {
    this.id = id;
    this.port = port;
    this.tls = tls;
    this.clockError = clockError;
  }

  static FakeAgent enrol(TestPlatform platform, int port, Duration clockError) throws Exception {
    return enrol(platform, platform.secret(), port, clockError);
  }

  static FakeAgent enrol(TestPlatform platform, String secret, int port, Duration clockError)
      throws Exception {
    var client = Client.make();
    var certificate =
        platform
            .enroller
            .enrol(secret, client.keys().getPublic(), "pc", "127.0.0.1", true)
            .certificate();
    var id = Subject.of(certificate).orElseThrow().name();
    var agent = new FakeAgent(id, port, client.tls(certificate, platform.authority), clockError);
    agent.own = certificate;
    agent.roots = List.of(platform.authority.certificate());
    agent.tls = client.tls(certificate, agent.roots);
    return agent;
  }

  FakeAgent version(String next) {
    version = next;
    return this;
  }

  /** Of a version that tells how its modules are. */
  FakeAgent tells(ModuleState... states) {
    modules = List.of(states);
    return this;
  }

  /** Of a version that knows of more than one authority. */
  FakeAgent readsRoots() {
    readsRoots = true;
    return this;
  }

  /** Renews as the agents' port does it for such a version. */
  void renew(TestPlatform platform) throws Exception {
    var client = Client.make();
    var by = readsRoots ? platform.authority.fingerprint() : platform.authority.signerOf(own);
    var agent = platform.rows.find(id).orElseThrow().agent();
    own = platform.enroller.renew(agent, client.keys().getPublic(), by);
    if (readsRoots) {
      roots = platform.authority.roots();
    }
    tls = client.tls(own, roots);
  }

  private static String fingerprint(X509Certificate certificate) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  X509Certificate certificate() {
    return own;
  }

  private String certifiedBy() {
    for (var root : roots) {
      try {
        own.verify(root.getPublicKey());
        return fingerprint(root);
      } catch (GeneralSecurityException e) {
        continue; // by another one
      }
    }
    throw new IllegalStateException("Certified by nobody that it trusts");
  }

  /** Another machine that got this one's disk. */
  FakeAgent copy(String process) {
    var copy = new FakeAgent(id, port, tls, clockError);
    copy.boot = process;
    return copy;
  }

  Instant clock() {
    return Instant.now().plus(clockError);
  }

  void connect() throws MqttException {
    connect(id);
  }

  void connect(String clientId) throws MqttException {
    client = new MqttAsyncClient("ssl://127.0.0.1:" + port, clientId, new MemoryPersistence());
    client.setCallback(this);
    var options = new MqttConnectionOptions();
    options.setSocketFactory(tls.getSocketFactory());
    options.setHttpsHostnameVerificationEnabled(true);
    options.setCleanStart(true);
    options.setSessionExpiryInterval(0L);
    options.setAutomaticReconnect(false);
    client.connect(options).waitForCompletion(10_000);
    client.subscribe(Topics.allDown(id), 1).waitForCompletion(5000);
  }

  boolean connected() {
    return client.isConnected();
  }

  void hello() throws MqttException {
    hello(Duration.ZERO);
  }

  /**
   * @param late how much later it comes than what it says
   */
  void hello(Duration late) throws MqttException {
    say(
        new Message.Hello(
            version,
            boot,
            clock().minus(late),
            List.of(),
            readsRoots ? roots.stream().map(FakeAgent::fingerprint).toList() : null,
            readsRoots ? certifiedBy() : null,
            modules));
  }

  void inventory(String hostname) throws MqttException {
    say(
        new Message.InventoryReport(
            new MachineInventory(
                clock(),
                hostname,
                new MachineInventory.Os("linux", "Debian", "12", "6.1", "x86_64"),
                new MachineInventory.Hardware(null, null, null, null, null, "cpu", 2, 1024),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                clock())));
  }

  void say(Message message) throws MqttException {
    publish(Topics.up(id), Codec.encode(message));
  }

  void publish(String topic, byte[] payload) throws MqttException {
    client.publish(topic, payload, 1, false).waitForCompletion(5000);
  }

  <T> Stream<T> told(Class<T> type) {
    return told.stream().filter(type::isInstance).map(type::cast);
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) {
    told.add(Codec.decode(message.getPayload()));
  }

  @Override
  public void close() throws MqttException {
    leave();
  }

  void leave() throws MqttException {
    if (client != null) {
      if (client.isConnected()) {
        client.disconnect(0).waitForCompletion(2000);
      }
      client.close(true);
    }
  }

  @Override
  public void disconnected(MqttDisconnectResponse response) {}

  @Override
  public void mqttErrorOccurred(MqttException exception) {}

  @Override
  public void deliveryComplete(IMqttToken token) {}

  @Override
  public void connectComplete(boolean reconnect, String uri) {}

  @Override
  public void authPacketArrived(int reason, MqttProperties properties) {}
}
