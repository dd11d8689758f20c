// SPDX-License-Identifier: Apache-2.0
package io.custode.broker.internal;

import io.custode.gateway.link.Connections;
import io.custode.gateway.link.LinkGuard;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded broker: MQTT 5 over mutual TLS, in memory. It keeps nothing, since the database is
 * the queue of record; whatever gets lost here is said again.
 */
@Component(immediate = true, configurationPid = "io.custode.broker")
@Designate(ocd = ArtemisBroker.Config.class)
public final class ArtemisBroker implements Connections {
  /** What an administrator can set. */
  @ObjectClassDefinition(name = "Embedded broker")
  public @interface Config {
    @AttributeDefinition(name = "Port", min = "1", max = "65535")
    int port() default 8883;

    @AttributeDefinition(name = "Whether it runs; another broker can take its place")
    boolean enabled() default true;

    @AttributeDefinition(name = "URL of an external broker; if there is one, this one does not run")
    String brokerUrl() default "";
  }

  /** Payload of 256 KiB, topic, properties. */
  static final int LARGEST_PACKET = 256 * 1024 + 1024;

  private static final Logger LOG = LoggerFactory.getLogger(ArtemisBroker.class);
  private static final SimpleString NOWHERE = SimpleString.of("nowhere");
  private static final long MEMORY = 48L * 1024 * 1024;
  private static final long MEMORY_OF_AN_ADDRESS = 2L * 1024 * 1024;

  private final Peers peers;
  private final EmbeddedActiveMQ artemis;
  private final String tlsName = UUID.randomUUID().toString();
  private final boolean runs;
  private final Thread starter;

  @Activate
  public ArtemisBroker(Config config, @Reference LinkGuard guard) {
    this(config.port(), config.enabled() && config.brokerUrl().isBlank(), guard);
  }

  ArtemisBroker(int port, boolean runs, LinkGuard guard) {
    this.runs = runs;
    peers = new Peers(guard);
    artemis = new EmbeddedActiveMQ();
    starter = new Thread(() -> start(port), "custode-broker-start");
    if (runs) {
      GuardTls.offer(tlsName, guard);
      starter.start(); // it takes a second in which the rest of the platform can start too
    }
  }

  private void start(int port) {
    // Artemis looks for its parts with the loader of the thread
    var thread = Thread.currentThread();
    var before = thread.getContextClassLoader();
    thread.setContextClassLoader(ArtemisBroker.class.getClassLoader());
    try {
      artemis.setConfiguration(configuration(port));
      artemis.setSecurityManager(new CertificateSecurity(peers));
      artemis.start();
      // of queues and addresses that come and go; nobody listens to them
      artemis.getActiveMQServer().getManagementService().enableNotifications(false);
      LOG.info("The broker listens on port {}", port);
    } catch (Exception e) {
      // Artemis declares no narrower exception
      LOG.error(
          "The broker does not start on port {}; agents cannot connect, the rest goes on", port, e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Deactivate
  public void close() {
    if (!runs) {
      return;
    }
    try {
      starter.join(30_000);
      artemis.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.warn("The broker did not stop in order", e);
    }
    GuardTls.withdraw(tlsName);
  }

  /** Waits until it listens. */
  void awaitStart() throws InterruptedException {
    starter.join();
  }

  @Override
  public void drop(String name) {
    peers.drop(name);
  }

  private Configuration configuration(int port) throws Exception {
    var all =
        new AddressSettings()
            .setAutoCreateAddresses(true)
            .setAutoCreateQueues(true)
            .setAutoDeleteAddresses(true)
            .setAutoDeleteQueues(true)
            .setMaxSizeBytes(MEMORY_OF_AN_ADDRESS)
            .setAddressFullMessagePolicy(AddressFullMessagePolicy.DROP)
            .setMaxDeliveryAttempts(-1)
            // never used, but a queue without them is complained of
            .setDeadLetterAddress(NOWHERE)
            .setExpiryAddress(NOWHERE)
            .setRedistributionDelay(-1);
    var configuration = new ConfigurationImpl();
    configuration.registerBrokerPlugin(new Doorway(LARGEST_PACKET));
    return configuration
        .setName("custode")
        .setPersistenceEnabled(false)
        .setSecurityEnabled(true)
        // both caches would answer for a client that was revoked meanwhile
        .setAuthenticationCacheSize(0)
        .setAuthorizationCacheSize(0)
        .setJMXManagementEnabled(false)
        .setMessageCounterEnabled(false)
        .setCriticalAnalyzer(false)
        .setGlobalMaxSize(MEMORY)
        .setThreadPoolMaxSize(8)
        .setScheduledThreadPoolMaxSize(1)
        .setMessageExpiryScanPeriod(-1)
        .setSuppressSessionNotifications(true)
        // sessions end with their connections; what is kept of them is read by nobody
        .setMqttSubscriptionPersistenceEnabled(false)
        .addAddressSetting("#", all)
        .addAcceptorConfiguration(
            new TransportConfiguration(
                NettyAcceptorFactory.class.getName(), acceptor(port), "mqtt"));
  }

  private Map<String, Object> acceptor(int port) {
    var acceptor = new HashMap<String, Object>();
    acceptor.put("host", "0.0.0.0");
    acceptor.put("port", port);
    acceptor.put("protocols", "MQTT");
    acceptor.put("sslEnabled", true);
    acceptor.put(GuardTls.NAME, tlsName);
    acceptor.put("sslProvider", "OPENSSL"); // or what GuardTls finds here
    acceptor.put("keyStoreProvider", "custode"); // none is read, but something must be named
    acceptor.put("needClientAuth", true);
    acceptor.put("enabledProtocols", "TLSv1.3,TLSv1.2");
    acceptor.put("useEpoll", false);
    acceptor.put("useKQueue", false);
    acceptor.put("remotingThreads", 2);
    acceptor.put("tcpSendBufferSize", 32 * 1024);
    acceptor.put("tcpReceiveBufferSize", 32 * 1024);
    acceptor.put("backlog", 1024);
    acceptor.put("handshake-timeout", 15);
    // options of the protocol
    acceptor.put("maximumPacketSize", LARGEST_PACKET);
    acceptor.put("receiveMaximum", 100);
    acceptor.put("topicAliasMaximum", 0);
    acceptor.put("defaultMqttSessionExpiryInterval", 0);
    return acceptor;
  }
}
