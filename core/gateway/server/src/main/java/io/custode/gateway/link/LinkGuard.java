// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.link;

import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.osgi.annotation.versioning.ProviderType;

/** What a broker in this process asks the gateway. */
@ProviderType
public interface LinkGuard {
  /**
   * @return this node's certificate and key, whichever they are now
   */
  X509ExtendedKeyManager keys();

  /**
   * @return trust in our certificate authority only
   */
  X509ExtendedTrustManager trust();

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
