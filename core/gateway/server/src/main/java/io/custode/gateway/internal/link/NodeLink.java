// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.link;

import io.custode.agent.protocol.Topics;
import io.custode.gateway.internal.Settings;
import io.custode.gateway.internal.authority.NodeCertificate;
import io.custode.gateway.link.Connections;
import io.custode.spi.health.HealthCheck;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node's connection to the broker. It connects again for as long as it lives; while it is not
 * connected everything else of the platform works, and agents keep what they have to say.
 */
@Component(
    service = {NodeLink.class, HealthCheck.class},
    immediate = true)
public final class NodeLink implements MqttCallback, HealthCheck {
  /** Takes what agents say; may wait, which slows the broker down. */
  interface Receiver {
    void on(String topic, byte[] payload);
  }

  private static final Logger LOG = LoggerFactory.getLogger(NodeLink.class);
  private static final int TAKEN_OVER = 0x8E; // MQTT 5, 3.14.2.1
  private static final long FIRST_WAIT = 250;
  private static final long LONGEST_WAIT = 15_000;

  private final Settings settings;
  private final NodeCertificate node;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            var thread = new Thread(work, "custode-link");
            thread.setDaemon(true);
            return thread;
          });
  private volatile @Nullable Receiver receiver;
  private volatile @Nullable MqttAsyncClient client;
  private volatile boolean subscribed;
  private volatile String trouble = "not connected yet";
  private long wait = FIRST_WAIT;
  private boolean told;
  private boolean planned;
  private boolean expected;

  @Activate
  public NodeLink(@Reference Settings settings, @Reference NodeCertificate node) {
    this.settings = settings;
    this.node = node;
    plan(0); // the rest of the gateway takes longer to come than a connection
  }

  /** A broker of this process has come: no need to wait for the next try. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "brokerGone")
  void brokerCame(Connections broker) {
    synchronized (this) {
      wait = FIRST_WAIT; // it listens in a moment
    }
    plan(0);
  }

  /** It ends the connections after this: nothing to warn of. */
  synchronized void brokerGone(Connections broker) {
    expected = true;
  }

  /** Listens from now on, and gives what comes to the receiver. */
  void receive(Receiver next) {
    receiver = next;
    plan(0);
  }

  @Deactivate
  public void close() {
    timer.shutdownNow();
    subscribed = false;
    var now = client;
    client = null;
    if (now != null) {
      discard(now);
    }
  }

  /**
   * @return whether the message is on its way; if not, it is said again later by whoever said it
   */
  boolean publish(String topic, byte[] payload) {
    var now = client;
    if (now == null || !subscribed) {
      return false;
    }
    try {
      now.publish(topic, payload, 1, false);
      return true;
    } catch (MqttException e) {
      LOG.debug("A message could not be sent: {}", e.getMessage());
      return false;
    }
  }

  @Override
  public String part() {
    return "broker";
  }

  @Override
  public Health check() {
    return subscribed
        ? new Health(true, "connected to " + settings.nodeBroker())
        : new Health(false, "no broker at " + settings.nodeBroker() + ": " + trouble);
  }

  private void plan(long delay) {
    synchronized (this) {
      if (planned && delay > 0) {
        return;
      }
      planned = true;
    }
    try {
      timer.schedule(this::connect, delay, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("The link is closing");
    }
  }

  private void connect() {
    synchronized (this) {
      planned = false;
    }
    try {
      var now = client;
      if (now == null || !now.isConnected()) {
        now = open();
      }
      if (receiver != null && !subscribed) {
        now.subscribe(Topics.ALL_UP, 1).waitForCompletion(15_000);
        connected();
      }
    } catch (MqttException e) {
      failed(e);
    }
  }

  private MqttAsyncClient open() throws MqttException {
    subscribed = false;
    var before = client;
    if (before != null) {
      discard(before);
    }
    var next = new MqttAsyncClient(settings.nodeBroker(), settings.node(), new MemoryPersistence());
    next.setCallback(this);
    client = next;
    next.connect(options()).waitForCompletion(15_000);
    return next;
  }

  private synchronized void connected() {
    subscribed = true;
    expected = false;
    wait = FIRST_WAIT;
    told = false;
    LOG.info("Connected to the broker at {}", settings.nodeBroker());
  }

  private synchronized void failed(MqttException e) {
    var cause = e.getCause() == null ? e : e.getCause();
    trouble = String.valueOf(cause.getMessage());
    if (!told) {
      // an embedded broker comes a moment after us: say nothing of the first tries
      if (wait > 8000) {
        LOG.warn("No broker at {}: {}. Trying again.", settings.nodeBroker(), trouble);
        told = true;
      }
    }
    plan(wait + ThreadLocalRandom.current().nextLong(wait / 4 + 1));
    wait = Math.min(LONGEST_WAIT, wait * 2);
  }

  private MqttConnectionOptions options() {
    var options = new MqttConnectionOptions();
    options.setCleanStart(true);
    options.setSessionExpiryInterval(0L);
    options.setKeepAliveInterval(30);
    options.setConnectionTimeout(10);
    options.setAutomaticReconnect(false);
    options.setReceiveMaximum(500);
    options.setSocketFactory(node.tls().getSocketFactory());
    options.setHttpsHostnameVerificationEnabled(true);
    return options;
  }

  private static void discard(MqttAsyncClient client) {
    try {
      // disconnectForcibly leaves the socket open
      client.disconnect(0).waitForCompletion(1000);
    } catch (MqttException e) {
      LOG.debug("It was not connected", e);
    }
    try {
      client.close(true);
    } catch (MqttException e) {
      LOG.debug("It was closed already", e);
    }
  }

  @Override
  public void disconnected(MqttDisconnectResponse response) {
    synchronized (this) {
      if (subscribed && !expected) {
        LOG.warn("The connection to the broker was lost. Connecting again.");
      }
      subscribed = false;
      trouble = "the connection was lost";
      if (response.getReturnCode() == TAKEN_OVER) {
        trouble = "another node is called " + settings.node() + " too: give each its own --node";
        LOG.warn("The broker ended the connection: {}", trouble);
      }
    }
    plan(FIRST_WAIT);
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) {
    var to = receiver;
    if (to == null) {
      return;
    }
    try {
      to.on(topic, message.getPayload());
    } catch (RuntimeException e) {
      // out of here it would end the connection
      LOG.warn("A message could not be taken", e);
    }
  }

  @Override
  public void mqttErrorOccurred(MqttException e) {
    LOG.debug("MQTT: {}", e.getMessage());
  }

  @Override
  public void deliveryComplete(IMqttToken token) {
    // what is sent is confirmed by the agent's own answer
  }

  @Override
  public void connectComplete(boolean reconnect, String uri) {
    // the subscription follows in connect()
  }

  @Override
  public void authPacketArrived(int reason, MqttProperties properties) {
    // the certificate has said it all
  }
}
