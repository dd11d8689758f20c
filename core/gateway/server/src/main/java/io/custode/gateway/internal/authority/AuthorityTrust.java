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
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts what our own authority signed, and nothing else. It remembers clients' certificates that
 * it has verified, since the signature of a certificate stays valid and checking it is the dearest
 * part of a handshake; dates are checked each time, and revocation is the guard's.
 */
final class AuthorityTrust extends X509ExtendedTrustManager {
  private static final int REMEMBERED = 20_000;

  private final X509ExtendedTrustManager pkix;
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

  AuthorityTrust(X509Certificate authority) throws GeneralSecurityException {
    var roots = KeyStore.getInstance("PKCS12");
    try {
      roots.load(null, null);
    } catch (IOException e) {
      throw new GeneralSecurityException("Cannot make an empty key store", e);
    }
    roots.setCertificateEntry("authority", authority);
    var factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(roots);
    pkix = (X509ExtendedTrustManager) factory.getTrustManagers()[0];
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

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return pkix.getAcceptedIssuers();
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
