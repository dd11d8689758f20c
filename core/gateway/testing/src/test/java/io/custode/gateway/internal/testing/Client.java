// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.testing;

import io.custode.gateway.internal.authority.CertificateAuthority;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** A key as an agent makes it. */
public record Client(KeyPair keys) {
  public static Client make() throws Exception {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return new Client(generator.generateKeyPair());
  }

  public String publicKey() {
    return Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
  }

  public String proof(String statement) throws Exception {
    var signer = Signature.getInstance("SHA256withECDSA");
    signer.initSign(keys.getPrivate());
    signer.update(statement.getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(signer.sign());
  }

  /** TLS with a certificate for this key. */
  public SSLContext tls(X509Certificate own, CertificateAuthority trusted) throws Exception {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("key", keys.getPrivate(), new char[0], new Certificate[] {own});
    var managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(store, new char[0]);
    return context(managers.getKeyManagers(), trusted);
  }

  /** TLS with a certificate for this key, that trusts these authorities as an agent does. */
  public SSLContext tls(X509Certificate own, List<X509Certificate> roots) throws Exception {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("key", keys.getPrivate(), new char[0], new Certificate[] {own});
    var managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(store, new char[0]);
    var anchors =
        roots.stream().map(root -> new TrustAnchor(root, null)).collect(Collectors.toSet());
    var parameters = new PKIXBuilderParameters(anchors, new X509CertSelector());
    parameters.setRevocationEnabled(false);
    var trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(new CertPathTrustManagerParameters(parameters));
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  /** TLS without a certificate of its own. */
  public static SSLContext tls(CertificateAuthority trusted) throws Exception {
    return context(new KeyManager[0], trusted);
  }

  private static SSLContext context(KeyManager[] own, CertificateAuthority trusted)
      throws Exception {
    var context = SSLContext.getInstance("TLS");
    context.init(own, new TrustManager[] {trusted.trust()}, null);
    return context;
  }
}
