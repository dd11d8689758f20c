// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.enrol;

import io.custode.gateway.internal.Settings;
import io.custode.gateway.internal.authority.NodeCertificate;
import io.custode.spi.health.HealthCheck;
import org.eclipse.jetty.server.DetectorConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The port for agents, apart from the one for people: its clients have certificates of ours, and
 * what they may ask is little.
 */
@Component(
    service = {AgentsPort.class, HealthCheck.class},
    immediate = true)
public final class AgentsPort implements HealthCheck {
  private static final Logger LOG = LoggerFactory.getLogger(AgentsPort.class);

  private final Server server;
  private final ServerConnector connector;
  private volatile String trouble = "";

  @Activate
  public AgentsPort(
      @Reference Settings settings,
      @Reference NodeCertificate node,
      @Reference AgentRequests requests) {
    var threads = new QueuedThreadPool(12, 2, 30_000);
    threads.setName("custode-agents-port");
    threads.setDaemon(true);
    server = new Server(threads);
    connector = connector(node, settings);
    server.addConnector(connector);
    server.setHandler(requests);
    try {
      server.start();
      LOG.info("Agents enrol on port {}", connector.getLocalPort());
    } catch (Exception e) {
      // Jetty's start says no more than this; the rest of the platform goes on
      trouble = String.valueOf(e.getMessage());
      LOG.error("Agents cannot enrol: port {} does not open: {}", settings.agentPort(), trouble);
    }
  }

  private ServerConnector connector(NodeCertificate node, Settings settings) {
    var tls = new SslContextFactory.Server();
    tls.setSslContext(node.tls());
    tls.setWantClientAuth(true);
    tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    tls.setRenegotiationAllowed(false);
    var http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(4096);
    http.setMinRequestDataRate(100);
    http.addCustomizer(new SecureRequestCustomizer(false));
    var https = new SslConnectionFactory(tls, "http/1.1");
    var made =
        new ServerConnector(
            server,
            1,
            1,
            new DetectorConnectionFactory(new ToBroker(server, settings.nodeBroker()), https),
            https,
            new HttpConnectionFactory(http));
    made.setPort(settings.agentPort());
    made.setIdleTimeout(15_000);
    made.setAcceptQueueSize(1024);
    return made;
  }

  @Deactivate
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      LOG.warn("The agents' port did not close in order", e);
    }
  }

  /**
   * @return the port that is really open
   */
  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public String part() {
    return "agents-port";
  }

  @Override
  public Health check() {
    return server.isStarted()
        ? new Health(true, "open on " + port())
        : new Health(false, "not open: " + trouble);
  }
}
