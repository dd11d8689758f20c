// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.testing;

import static org.awaitility.Awaitility.await;

import io.custode.agent.protocol.Codec;
import io.custode.agent.protocol.Message;
import io.custode.agent.protocol.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import javax.net.SocketFactory;
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

/** The platform's side of the link: writes down what it hears, and answers if it is told to. */
public final class TestCore implements AutoCloseable, MqttCallback {
  public final List<Message> heard = new CopyOnWriteArrayList<>();

  /** How far the platform's clock is ahead. */
  public volatile Duration ahead = Duration.ZERO;

  public volatile boolean acknowledges = true;

  /** Seconds between samples. */
  public volatile int pace = 1;

  /**
   * The agent's way to the broker, which this client takes too, wants sockets that are connected.
   */
  private static final class Connected extends SocketFactory {
    private final SocketFactory sockets;
    private final int port;

    Connected(SocketFactory sockets, int port) {
      this.sockets = sockets;
      this.port = port;
    }

    @Override
    public Socket createSocket() throws IOException {
      return sockets.createSocket("localhost", port);
    }

    @Override
    public Socket createSocket(String host, int to) throws IOException {
      return sockets.createSocket(host, to);
    }

    @Override
    public Socket createSocket(String host, int to, InetAddress from, int fromPort)
        throws IOException {
      return sockets.createSocket(host, to, from, fromPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int to) throws IOException {
      return sockets.createSocket(host, to);
    }

    @Override
    public Socket createSocket(InetAddress host, int to, InetAddress from, int fromPort)
        throws IOException {
      return sockets.createSocket(host, to, from, fromPort);
    }
  }

  private final MqttAsyncClient client;
  private final MqttConnectionOptions options = new MqttConnectionOptions();

  public TestCore(int port, SSLContext tls) throws MqttException {
    client = new MqttAsyncClient("ssl://localhost:" + port, "core", new MemoryPersistence());
    client.setCallback(this);
    options.setSocketFactory(new Connected(tls.getSocketFactory(), port));
    options.setCleanStart(true);
    connect();
  }

  public void connect() throws MqttException {
    client.connect(options).waitForCompletion(10_000);
    client.subscribe(Topics.ALL_UP, 1).waitForCompletion(10_000);
  }

  public void send(Message message) {
    send(Codec.encode(message));
  }

  public void send(byte[] payload) {
    try {
      client.publish(Topics.down(TestPort.AGENT, Topics.ACTION), payload, 1, false);
    } catch (MqttException e) {
      throw new IllegalStateException(e);
    }
  }

  public <T extends Message> T hears(Class<T> type, Predicate<T> which) {
    return await()
        .atMost(Duration.ofSeconds(40))
        .until(
            () ->
                heard.stream()
                    .filter(type::isInstance)
                    .map(type::cast)
                    .filter(which)
                    .findFirst()
                    .orElse(null),
            found -> found != null);
  }

  public <T extends Message> long count(Class<T> type, Predicate<T> which) {
    return heard.stream().filter(type::isInstance).map(type::cast).filter(which).count();
  }

  @Override
  public void messageArrived(String topic, MqttMessage payload) {
    var message = Codec.decode(payload.getPayload());
    heard.add(message);
    if (message instanceof Message.Hello) {
      send(new Message.Welcome(Instant.now().plus(ahead), pace));
    } else if (acknowledges && message instanceof Message.ActionResult result) {
      send(new Message.ResultAck(result.id()));
    } else if (acknowledges && message instanceof Message.Metrics metrics) {
      send(new Message.MetricAck(metrics.sequence()));
    }
  }

  @Override
  public void close() throws MqttException {
    if (client.isConnected()) {
      client.disconnect().waitForCompletion(5000);
    }
    client.close(true);
  }

  @Override
  public void disconnected(MqttDisconnectResponse response) {
    // tests kill the broker
  }

  @Override
  public void mqttErrorOccurred(MqttException e) {
    // tests kill the broker
  }

  @Override
  public void deliveryComplete(IMqttToken token) {
    // not asked
  }

  @Override
  public void connectComplete(boolean again, String uri) {
    // connect() waits
  }

  @Override
  public void authPacketArrived(int reason, MqttProperties properties) {
    // none
  }
}
