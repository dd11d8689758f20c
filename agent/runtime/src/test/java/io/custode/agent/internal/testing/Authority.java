// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipFile;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import jdk.security.jarsigner.JarSigner;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** A throwaway certificate authority. */
public final class Authority {
  private static final char[] PASSWORD = "test".toCharArray();

  private final KeyPair keys;
  private final X509Certificate certificate;
  private final String name;
  private final Duration ahead;

  public Authority() throws GeneralSecurityException, IOException {
    this("CN=Test authority", Duration.ZERO);
  }

  /**
   * @param ahead how far its clock is ahead of this machine's
   */
  public Authority(String name, Duration ahead) throws GeneralSecurityException, IOException {
    this.name = name;
    this.ahead = ahead;
    keys = keys();
    certificate = sign(name, keys.getPublic(), null, true);
  }

  public static KeyPair keys() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  public X509Certificate certificate() {
    return certificate;
  }

  public String fingerprint() throws GeneralSecurityException {
    var digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
    return HexFormat.of().formatHex(digest);
  }

  /** Backdated by three days, as the platform does. */
  public X509Certificate issue(String name, PublicKey key)
      throws GeneralSecurityException, IOException {
    return sign("CN=" + name, key, null, false);
  }

  public String sign(String text) throws GeneralSecurityException {
    var signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(keys.getPrivate());
    signature.update(text.getBytes(UTF_8));
    return Base64.getEncoder().encodeToString(signature.sign());
  }

  /** Signs a jar as a publisher of plugins does. */
  public byte[] signJar(byte[] jar) throws Exception {
    var file = Files.createTempFile("unsigned", ".jar");
    try (var out = new ByteArrayOutputStream()) {
      Files.write(file, jar);
      var path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate));
      try (var zip = new ZipFile(file.toFile())) {
        new JarSigner.Builder(keys.getPrivate(), path).build().sign(zip, out);
      }
      return out.toByteArray();
    } finally {
      Files.delete(file);
    }
  }

  /** By which modules name their publisher. */
  public String keyFingerprint() throws GeneralSecurityException {
    var key = certificate.getPublicKey().getEncoded();
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
  }

  /**
   * TLS of a server of that name, that asks clients for a certificate.
   *
   * @param others by whom clients may be certified too
   */
  public SSLContext server(String host, Authority... others)
      throws GeneralSecurityException, IOException {
    var own = keys();
    return context(own.getPrivate(), sign("CN=server", own.getPublic(), host, false), others);
  }

  public SSLContext client(String name) throws GeneralSecurityException, IOException {
    var own = keys();
    return context(own.getPrivate(), issue(name, own.getPublic()));
  }

  private SSLContext context(PrivateKey key, X509Certificate own, Authority... others)
      throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("own", key, PASSWORD, new X509Certificate[] {own, certificate});
    store.setCertificateEntry("authority", certificate);
    for (var other : others) {
      store.setCertificateEntry(other.name, other.certificate);
    }
    var keyManagers = KeyManagerFactory.getInstance("PKIX");
    keyManagers.init(store, PASSWORD);
    var trustManagers = TrustManagerFactory.getInstance("PKIX");
    trustManagers.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
    return context;
  }

  /** ca.pem, server.pem, server.key for a broker of that name. */
  public void writePem(Path directory, String host) throws GeneralSecurityException, IOException {
    var own = keys();
    var server = sign("CN=server", own.getPublic(), host, false);
    Files.writeString(directory.resolve("ca.pem"), pem(certificate));
    Files.writeString(directory.resolve("server.pem"), pem(server) + pem(certificate));
    Files.writeString(
        directory.resolve("server.key"),
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(own.getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n");
  }

  public static String pem(Object object) throws IOException {
    var text = new StringWriter();
    try (var writer = new JcaPEMWriter(text)) {
      writer.writeObject(object);
    }
    return text.toString();
  }

  private X509Certificate sign(
      String subject, PublicKey key, @Nullable String host, boolean authority)
      throws GeneralSecurityException, IOException {
    var from = Instant.now().plus(ahead).minus(Duration.ofDays(3));
    var builder =
        new JcaX509v3CertificateBuilder(
            new X500Name(name),
            new BigInteger(64, new SecureRandom()),
            Date.from(from),
            Date.from(from.plus(Duration.ofDays(33))),
            new X500Name(subject),
            key);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
    if (host != null) {
      var names = new GeneralName[] {new GeneralName(GeneralName.dNSName, host)};
      builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
    }
    try {
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
      return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }
}
