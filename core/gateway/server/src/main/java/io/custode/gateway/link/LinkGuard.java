// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.link;

import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.osgi.annotation.versioning.ProviderType;

/** What a broker in this process asks the gateway. */
@ProviderType
public interface LinkGuard {
  /**
   * @return TLS of this node: its certificate, and trust in our certificate authority only
   */
  SSLContext tls();

  /**
   * Asked once for each connection, after the TLS handshake.
   *
   * @param certificate of the client, already verified
   * @return who it is, or empty if it is nobody or revoked
   */
  Optional<LinkPeer> admit(X509Certificate certificate);

  /** A connection was accepted. Returns at once. */
  void connected(LinkPeer peer);

  /** The last connection of a peer ended. Returns at once. */
  void disconnected(LinkPeer peer);
}
