// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.link;

import io.custode.agent.internal.Log;
import io.custode.agent.internal.identity.CertificateDates;
import io.custode.agent.internal.identity.Identity;
import io.custode.agent.internal.identity.Sockets;
import io.custode.agent.internal.identity.Tls;
import io.custode.agent.protocol.Codec;
import io.custode.agent.protocol.MalformedMessage;
import io.custode.agent.protocol.Message;
import io.custode.agent.protocol.Topics;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the broker, from connect to its loss; a new one is made each time. What arrives
 * waits in a bounded queue for the one thread that converses.
 */
final class MqttSession implements AutoCloseable {
  private static final int KEEP_ALIVE_SECONDS = 30;
  private static final int CONNECT_SECONDS = 15;
  private static final int QUEUED = 256;

  private final MqttAsyncClient client;
  private final String agent;
  private final Inbox inbox = new Inbox();

  private MqttSession(MqttAsyncClient client, String agent) {
    this.client = client;
    this.agent = agent;
  }

  /** The broker will not have us; asking again soon is no use. */
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1;

    Refused(String why) {
      super(why);
    }
  }

  /**
   * @throws Refused if the broker does not let this agent in
   * @throws IOException if it cannot be reached or is not who it should be
   */
  static MqttSession connect(Identity identity, Way way) throws IOException {
    @Nullable MqttSession session = null;
    try {
      var client = new MqttAsyncClient(identity.mqtt(), identity.agent(), new MemoryPersistence());
      session = new MqttSession(client, identity.agent());
      client.setCallback(session.inbox);
      client.connect(options(identity, way)).waitForCompletion(CONNECT_SECONDS * 2000L);
      client.subscribe(Topics.allDown(identity.agent()), 1).waitForCompletion(10_000);
      return session;
    } catch (MqttException e) {
      if (session != null) {
        session.close();
      }
      throw failure(e);
    } catch (GeneralSecurityException e) {
      throw new IOException("No TLS: " + e.getMessage(), e);
    }
  }

  private static MqttConnectionOptions options(Identity identity, Way way)
      throws GeneralSecurityException {
    var options = new MqttConnectionOptions();
    options.setCleanStart(true);
    options.setSessionExpiryInterval(0L);
    options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
    options.setConnectionTimeout(CONNECT_SECONDS);
    options.setAutomaticReconnect(false);
    options.setReceiveMaximum(64);
    var sockets = new Sockets(Tls.mutual(identity), identity.proxy());
    options.setSocketFactory(
        new MqttSocket.Opener(() -> sockets.mqtt(way.host(), way.at(), way.onePort())));
    options.setExecutorServiceTimeout(1);
    return options;
  }

  private static IOException failure(MqttException e) {
    switch (e.getReasonCode()) {
      case MqttReturnCode.RETURN_CODE_BAD_USERNAME_OR_PASSWORD:
      case MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED:
      case MqttReturnCode.RETURN_CODE_BANNED:
      case MqttReturnCode.RETURN_CODE_IDENTIFIER_NOT_VALID:
        return new Refused("The broker refuses this agent (reason " + e.getReasonCode() + ")");
      default:
        return refusedByTls(e)
            ? new Refused("The broker refuses this agent's certificate (" + Log.reason(e) + ")")
            : new IOException(CertificateDates.wrong(e).orElseGet(() -> Log.reason(e)), e);
    }
  }

  private static boolean refusedByTls(Throwable e) {
    for (@Nullable Throwable t = e; t != null; t = t.getCause()) {
      var text = String.valueOf(t.getMessage());
      if (t instanceof SSLException
          && text.startsWith("Received fatal alert: ")
          && (text.contains("certificate")
              || text.endsWith("unknown_ca")
              || text.endsWith("decrypt_error")
              || text.endsWith("access_denied"))) {
        return true;
      }
    }
    return false;
  }

  /**
   * @return null if nothing came in that time, or the connection is lost
   */
  @Nullable Message poll(long millis) throws InterruptedException {
    return inbox.queue.poll(millis, TimeUnit.MILLISECONDS);
  }

  boolean connected() {
    return client.isConnected();
  }

  /** Why it ended, for the log. */
  String lost() {
    return inbox.lost;
  }

  /**
   * Hands it over; whether it arrives, the platform's answer tells.
   *
   * @throws IOException if the connection is lost or does not take more
   */
  void send(byte[] payload) throws IOException {
    try {
      client.publish(Topics.up(agent), payload, 1, false);
    } catch (MqttException e) {
      throw new IOException("Not sent: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      if (client.isConnected()) {
        client.disconnect(1000).waitForCompletion(3000);
      }
    } catch (MqttException e) {
      inbox.lost = String.valueOf(e.getMessage());
    }
    try {
      if (client.isConnected()) {
        client.disconnectForcibly(0, 1000, false);
      }
      client.close(true);
    } catch (MqttException e) {
      inbox.lost = String.valueOf(e.getMessage());
    }
  }

  private static final class Inbox implements MqttCallback {
    private final LinkedBlockingQueue<Message> queue = new LinkedBlockingQueue<>(QUEUED);
    private volatile String lost = "closed";
    private int malformed;

    @Override
    public void messageArrived(String topic, MqttMessage message) throws InterruptedException {
      try {
        // a full queue holds back the acknowledgement, and with it the platform
        queue.put(Codec.decode(message.getPayload()));
      } catch (MalformedMessage e) {
        malformed++;
        if (Integer.bitCount(malformed) == 1) {
          Link.LOG.warn("Ignored " + malformed + " messages that are none of ours", e);
        }
      }
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
      var why = response.getException();
      lost =
          response.getReasonString() != null
              ? response.getReasonString()
              : "reason " + response.getReturnCode() + (why == null ? "" : ", " + why.getMessage());
    }

    @Override
    public void mqttErrorOccurred(MqttException e) {
      lost = String.valueOf(e.getMessage());
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
      // the platform's own acknowledgement counts
    }

    @Override
    public void connectComplete(boolean again, String uri) {
      // connect() waits for it
    }

    @Override
    public void authPacketArrived(int reason, MqttProperties properties) {
      // no extended authentication: the certificate says who we are
    }
  }
}
