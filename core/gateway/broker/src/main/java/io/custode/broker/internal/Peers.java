// SPDX-License-Identifier: Apache-2.0
package io.custode.broker.internal;

import io.custode.gateway.link.LinkGuard;
import io.custode.gateway.link.LinkPeer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.activemq.artemis.api.core.ActiveMQDisconnectedException;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnection;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.utils.CertificateUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is at the other end of each connection. */
final class Peers {
  private static final Logger LOG = LoggerFactory.getLogger(Peers.class);

  private final LinkGuard guard;
  private final Map<Object, LinkPeer> byConnection = new ConcurrentHashMap<>();
  private final Map<String, Set<RemotingConnection>> byName = new HashMap<>();

  Peers(LinkGuard guard) {
    this.guard = guard;
  }

  /**
   * The peer of a connection. The first time, the guard is asked, and the client id must be the
   * very name in the certificate.
   */
  Optional<LinkPeer> of(RemotingConnection connection) {
    var known = byConnection.get(connection.getID());
    return known == null ? admit(connection) : Optional.of(known);
  }

  private Optional<LinkPeer> admit(RemotingConnection connection) {
    var certificates = CertificateUtil.getCertsFromConnection(connection);
    if (certificates == null || certificates.length == 0) {
      return Optional.empty();
    }
    var peer = guard.admit(certificates[0]);
    if (peer.isEmpty()) {
      LOG.info("A connection from {} was refused: unknown or revoked", address(connection));
      return peer;
    }
    if (!peer.get().name().equals(connection.getClientID())) {
      LOG.warn(
          "A connection from {} was refused: {} used another client id",
          address(connection),
          peer.get().name());
      return Optional.empty();
    }
    synchronized (byName) {
      byConnection.put(connection.getID(), peer.get());
      byName.computeIfAbsent(peer.get().name(), n -> new HashSet<>()).add(connection);
    }
    guard.connected(peer.get());
    // of all that Artemis tells of an end, only the channel tells of every end
    if (connection.getTransportConnection() instanceof NettyConnection netty) {
      netty.getChannel().closeFuture().addListener(closed -> ended(connection));
    }
    return peer;
  }

  private void ended(RemotingConnection connection) {
    LinkPeer peer;
    boolean last;
    synchronized (byName) {
      peer = byConnection.remove(connection.getID());
      if (peer == null) {
        return;
      }
      var connections = byName.getOrDefault(peer.name(), Set.of());
      connections.remove(connection);
      last = connections.isEmpty();
      if (last) {
        byName.remove(peer.name());
      }
    }
    if (last) {
      guard.disconnected(peer);
    }
  }

  /** Cuts what a peer has. */
  void drop(String name) {
    List<RemotingConnection> connections;
    synchronized (byName) {
      connections = List.copyOf(byName.getOrDefault(name, Set.of()));
    }
    for (var connection : connections) {
      LOG.info("The connection of {} is cut", name);
      connection.fail(new ActiveMQDisconnectedException("revoked"));
    }
  }

  private static String address(RemotingConnection connection) {
    return connection.getRemoteAddress();
  }
}
