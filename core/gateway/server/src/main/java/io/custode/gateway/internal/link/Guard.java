// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.link;

import io.custode.gateway.internal.authority.CertificateAuthority;
import io.custode.gateway.internal.authority.NodeCertificate;
import io.custode.gateway.internal.authority.Subject;
import io.custode.gateway.link.LinkGuard;
import io.custode.gateway.link.LinkPeer;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says who may connect to a broker of this process. If in doubt, nobody. */
@Component
public final class Guard implements LinkGuard {
  private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

  private final NodeCertificate node;
  private final CertificateAuthority authority;
  private final AgentDirectory directory;

  @Activate
  public Guard(
      @Reference NodeCertificate node,
      @Reference CertificateAuthority authority,
      @Reference AgentDirectory directory) {
    this.node = node;
    this.authority = authority;
    this.directory = directory;
  }

  @Override
  public X509ExtendedKeyManager keys() {
    return node.keys();
  }

  @Override
  public X509ExtendedTrustManager trust() {
    return node.trust();
  }

  @Override
  public Optional<LinkPeer> admit(X509Certificate certificate) {
    try {
      // a resumed session was not checked again
      certificate.checkValidity();
      if (!authority.vouchesFor(certificate)) {
        return Optional.empty();
      }
      return Subject.of(certificate).filter(peer -> peer.node() || welcome(peer.name()));
    } catch (CertificateException e) {
      return Optional.empty(); // has ended
    } catch (RuntimeException e) {
      // without the database nobody can tell who was revoked; the agent tries again
      LOG.warn("An agent was refused since it could not be looked up: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private boolean welcome(String agent) {
    return directory
        .find(agent)
        .filter(session -> !session.revoked() && !session.pending())
        .isPresent();
  }

  @Override
  public void connected(LinkPeer peer) {
    if (!peer.node()) {
      directory.remembered(peer.name()).ifPresent(session -> session.connection(true));
    }
  }

  @Override
  public void disconnected(LinkPeer peer) {
    if (!peer.node()) {
      directory.remembered(peer.name()).ifPresent(session -> session.connection(false));
    }
  }
}
