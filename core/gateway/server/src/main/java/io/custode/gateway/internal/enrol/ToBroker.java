// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.enrol;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.AbstractConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands on what names MQTT in its TLS handshake, byte by byte, to the broker, which ends the TLS
 * and asks for the certificate as on its own port. So an agent needs no more than the agents' port.
 */
final class ToBroker extends AbstractConnectionFactory implements ConnectionFactory.Detecting {
  private static final Logger LOG = LoggerFactory.getLogger(ToBroker.class);
  private static final long IDLE_MILLIS = 120_000; // agents say something every 30 seconds
  private static final int CONNECT_MILLIS = 10_000;

  private final URI broker;
  private final Connects connects;

  ToBroker(Server server, String broker) {
    super("mqtt");
    this.broker = URI.create(broker);
    connects = new Connects(server);
    connects.setConnectTimeout(CONNECT_MILLIS);
    server.addBean(connects, true);
  }

  @Override
  public Detection detect(ByteBuffer received) {
    return switch (ClientHello.names("mqtt", received)) {
      case NAMED -> Detection.RECOGNIZED;
      case NOT_NAMED -> Detection.NOT_RECOGNIZED;
      case TOO_FEW_BYTES -> Detection.NEED_MORE_BYTES;
    };
  }

  @Override
  public Connection newConnection(Connector connector, EndPoint agent) {
    agent.setIdleTimeout(IDLE_MILLIS);
    return new Relay(agent, connector.getExecutor(), this::connect);
  }

  private void connect(Relay agent) {
    try {
      var channel = SocketChannel.open();
      try {
        channel.socket().setTcpNoDelay(true);
        channel.configureBlocking(false);
        // looked up each time: an external broker may move
        int port = broker.getPort() < 0 ? 8883 : broker.getPort();
        if (channel.connect(new InetSocketAddress(broker.getHost(), port))) {
          connects.accept(channel, agent);
        } else {
          connects.connect(channel, agent);
        }
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      LOG.debug("The broker is not reached for {}", agent, e);
      agent.close();
    }
  }

  private static final class Connects extends SelectorManager {
    Connects(Server server) {
      super(server.getThreadPool(), new ScheduledExecutorScheduler("custode-to-broker", true), 1);
      addBean(getScheduler());
    }

    @Override
    protected EndPoint newEndPoint(
        SelectableChannel channel, ManagedSelector selector, SelectionKey key) {
      var endPoint = new SocketChannelEndPoint(channel, selector, key, getScheduler());
      endPoint.setIdleTimeout(IDLE_MILLIS);
      return endPoint;
    }

    @Override
    public Connection newConnection(SelectableChannel channel, EndPoint broker, Object agent) {
      return ((Relay) agent).to(broker, getExecutor());
    }

    @Override
    protected void connectionFailed(SelectableChannel channel, Throwable why, Object agent) {
      LOG.debug("The broker is not reached for {}", agent, why);
      ((Relay) agent).close();
    }
  }
}
