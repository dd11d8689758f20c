// SPDX-License-Identifier: Apache-2.0
package io.custode.broker.internal;

import io.custode.gateway.internal.authority.CertificateAuthority;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** An MQTT client with a certificate. */
public final class Endpoint implements MqttCallback, AutoCloseable {
  final Queue<String> received = new ConcurrentLinkedQueue<>();
  volatile boolean lost;
  private final MqttAsyncClient client;

  private Endpoint(MqttAsyncClient client) {
    this.client = client;
  }

  /** A certificate of that authority for that name. */
  static SSLContext tls(CertificateAuthority issuer, CertificateAuthority trusted, String name)
      throws Exception {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    var keys = generator.generateKeyPair();
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "key",
        keys.getPrivate(),
        new char[0],
        new Certificate[] {issuer.issueAgent(name, keys.getPublic()), issuer.certificate()});
    var managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(store, new char[0]);
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), new TrustManager[] {trusted.trust()}, null);
    return context;
  }

  static Endpoint connect(int port, SSLContext tls, String clientId) throws MqttException {
    return connect(port, tls, clientId, options -> {});
  }

  static Endpoint connect(
      int port, SSLContext tls, String clientId, Consumer<MqttConnectionOptions> more)
      throws MqttException {
    var client = new MqttAsyncClient("ssl://127.0.0.1:" + port, clientId, new MemoryPersistence());
    var endpoint = new Endpoint(client);
    client.setCallback(endpoint);
    var options = new MqttConnectionOptions();
    options.setSocketFactory(tls.getSocketFactory());
    options.setHttpsHostnameVerificationEnabled(true);
    options.setCleanStart(true);
    options.setSessionExpiryInterval(0L);
    options.setAutomaticReconnect(false);
    more.accept(options);
    try {
      client.connect(options).waitForCompletion(10_000);
    } catch (MqttException e) {
      endpoint.close();
      throw e;
    }
    return endpoint;
  }

  void subscribe(String topic) throws MqttException {
    client.subscribe(topic, 1).waitForCompletion(5000);
  }

  void publish(String topic, byte[] payload) throws MqttException {
    accepted(client.publish(topic, payload, 1, false));
  }

  void retain(String topic, String payload) throws MqttException {
    accepted(client.publish(topic, payload.getBytes(StandardCharsets.UTF_8), 1, true));
  }

  /** The client does not say so by itself when the broker answers with a refusal. */
  private static void accepted(IMqttToken token) throws MqttException {
    token.waitForCompletion(5000);
    var reasons = token.getReasonCodes();
    if (reasons != null && reasons.length > 0 && reasons[0] >= 0x80) {
      throw new MqttException(reasons[0]);
    }
  }

  boolean connected() {
    return client.isConnected();
  }

  @Override
  public void close() {
    try {
      client.disconnect(0).waitForCompletion(2000);
    } catch (MqttException e) {
      lost = true;
    }
    try {
      client.close(true);
    } catch (MqttException e) {
      lost = true;
    }
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) {
    received.add(topic + " " + new String(message.getPayload(), StandardCharsets.UTF_8));
  }

  @Override
  public void disconnected(MqttDisconnectResponse response) {
    lost = true;
  }

  @Override
  public void mqttErrorOccurred(MqttException exception) {}

  @Override
  public void deliveryComplete(IMqttToken token) {}

  @Override
  public void connectComplete(boolean reconnect, String uri) {}

  @Override
  public void authPacketArrived(int reason, MqttProperties properties) {}
}
