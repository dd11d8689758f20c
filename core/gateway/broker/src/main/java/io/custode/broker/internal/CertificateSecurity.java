// SPDX-License-Identifier: Apache-2.0
package io.custode.broker.internal;

import io.custode.gateway.link.LinkPeer;
import java.util.Set;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Names and passwords mean nothing here; the certificate says who it is. */
final class CertificateSecurity implements ActiveMQSecurityManager5 {
  private static final Logger LOG = LoggerFactory.getLogger(CertificateSecurity.class);

  /** Carries who it is from the one question to the other. */
  private static final class Named extends UserPrincipal {
    private static final long serialVersionUID = 1;
    private final transient LinkPeer peer;

    Named(LinkPeer peer) {
      super(peer.name()); // the broker accepts no principal of another class
      this.peer = peer;
    }
  }

  private final Peers peers;

  CertificateSecurity(Peers peers) {
    this.peers = peers;
  }

  @Override
  public @Nullable Subject authenticate(
      String user, String password, RemotingConnection connection, String domain) {
    if (connection == null) {
      return null;
    }
    return peers
        .of(connection)
        .map(
            peer -> {
              var subject = new Subject();
              subject.getPrincipals().add(new Named(peer));
              return subject;
            })
        .orElse(null);
  }

  @Override
  public boolean authorize(Subject subject, Set<Role> roles, CheckType type, String address) {
    if (subject == null) {
      return false;
    }
    boolean allowed =
        subject.getPrincipals(Named.class).stream()
            .findFirst()
            .filter(named -> allows(named, type, address))
            .isPresent();
    if (!allowed && LOG.isDebugEnabled()) {
      LOG.debug("{} may not {} {}", subject.getPrincipals(), type, address);
    }
    return allowed;
  }

  private static boolean allows(Named named, CheckType type, String address) {
    return switch (type) {
      case SEND -> TopicRules.allows(named.peer, TopicRules.Use.PUBLISH, address);
      case CONSUME,
          CREATE_NON_DURABLE_QUEUE,
          DELETE_NON_DURABLE_QUEUE,
          CREATE_DURABLE_QUEUE,
          DELETE_DURABLE_QUEUE ->
          TopicRules.allows(named.peer, TopicRules.Use.SUBSCRIBE, address);
      case CREATE_ADDRESS, DELETE_ADDRESS ->
          TopicRules.allows(named.peer, TopicRules.Use.ADDRESS, address);
      default -> false;
    };
  }

  @Override
  public boolean validateUser(String user, String password) {
    return false;
  }

  @Override
  public boolean validateUserAndRole(
      String user, String password, Set<Role> roles, CheckType type) {
    return false;
  }
}
