// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.authority;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts what our own authorities signed, and nothing else. It remembers clients' certificates that
 * it has verified, since the signature of a certificate stays valid and checking it is the dearest
 * part of a handshake; dates are checked each time, and revocation is the guard's.
 */
final class AuthorityTrust extends X509ExtendedTrustManager {
  private static final int REMEMBERED = 20_000;

  private volatile X509ExtendedTrustManager pkix;
  private final Set<String> verified =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                  return size() > REMEMBERED;
                }
              }));

  AuthorityTrust(List<X509Certificate> authorities) throws GeneralSecurityException {
    pkix = trusting(authorities);
  }

  /** Trusts these from now on, and what was verified before no more unless it is by one of them. */
  void trust(List<X509Certificate> authorities) throws GeneralSecurityException {
    pkix = trusting(authorities);
    verified.clear();
  }

  private static X509ExtendedTrustManager trusting(List<X509Certificate> authorities)
      throws GeneralSecurityException {
    var roots = KeyStore.getInstance("PKCS12");
    try {
      roots.load(null, null);
    } catch (IOException e) {
      throw new GeneralSecurityException("Cannot make an empty key store", e);
    }
    for (int i = 0; i < authorities.size(); i++) {
      roots.setCertificateEntry("authority-" + i, authorities.get(i));
    }
    var factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(roots);
    return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
  }

  /**
   * Whether an authority that is trusted now signed it; a resumed session was not checked again.
   */
  boolean vouchesFor(X509Certificate certificate) {
    try {
      var digest = digest(certificate);
      if (verified.contains(digest)) {
        return true;
      }
      for (var root : pkix.getAcceptedIssuers()) {
        if (isBy(root, certificate)) {
          verified.add(digest);
          return true;
        }
      }
    } catch (CertificateException e) {
      return false; // nothing that could be read
    }
    return false;
  }

  private static boolean isBy(X509Certificate root, X509Certificate certificate) {
    try {
      certificate.verify(root.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false; // signed by somebody else
    }
  }

  /** Says that a certificate is ours, since we just made it. */
  void remember(X509Certificate certificate) throws CertificateException {
    verified.add(digest(certificate));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    checkClient(chain, () -> pkix.checkClientTrusted(chain, type, engine));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    checkClient(chain, () -> pkix.checkClientTrusted(chain, type, socket));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    checkClient(chain, () -> pkix.checkClientTrusted(chain, type));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    pkix.checkServerTrusted(chain, type, engine);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    pkix.checkServerTrusted(chain, type, socket);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    pkix.checkServerTrusted(chain, type);
  }

  /**
   * None are named to clients: some TLS libraries read this once, and a client would keep back a
   * certificate by an authority that came later.
   */
  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }

  private interface Check {
    void run() throws CertificateException;
  }

  private void checkClient(X509Certificate[] chain, Check full) throws CertificateException {
    var digest = digest(chain[0]);
    if (verified.contains(digest)) {
      chain[0].checkValidity();
      return;
    }
    full.run();
    // never of a certificate that may sign others
    if (chain[0].getBasicConstraints() < 0) {
      verified.add(digest);
    }
  }

  private static String digest(X509Certificate certificate) throws CertificateException {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return Base64.getEncoder().encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new CertificateException("Cannot digest the certificate", e);
    }
  }
}
