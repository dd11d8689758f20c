// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.authority;

import io.custode.gateway.internal.Settings;
import io.custode.spi.health.HealthCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A certificate of the administrator's for people's browsers: {@code keys/web.pem}, its own
 * certificate first, and {@code keys/web.key}. What cannot be used is said and does not replace
 * what is in use.
 */
@Component(service = {OwnCertificate.class, HealthCheck.class})
public final class OwnCertificate implements HealthCheck {
  private static final Logger LOG = LoggerFactory.getLogger(OwnCertificate.class);
  private static final long LARGEST = 256 * 1024;

  private final Path certificate;
  private final Path key;
  private String read = "";
  private Optional<KeyEntry> inUse = Optional.empty();
  private String trouble = "";

  @Activate
  public OwnCertificate(@Reference Settings settings) {
    this(settings.keys());
  }

  OwnCertificate(Path keys) {
    certificate = keys.resolve("web.pem");
    key = keys.resolve("web.key");
  }

  /** What is in the files now, or what was last there that could be used. */
  synchronized Optional<KeyEntry> current() {
    var now = stamp(certificate) + stamp(key);
    if (!now.equals(read)) {
      read = now;
      look();
    }
    return inUse;
  }

  private void look() {
    if (!Files.exists(certificate) && !Files.exists(key)) {
      inUse = Optional.empty();
      trouble = "";
      return;
    }
    try {
      inUse = Optional.of(load());
      trouble = "";
      LOG.info(
          "Browsers are shown the certificate of {} in {}, which ends {}",
          inUse.get().certificate().getSubjectX500Principal(),
          certificate,
          inUse.get().certificate().getNotAfter());
    } catch (IOException | GeneralSecurityException e) {
      trouble = e.getMessage() + "; " + (inUse.isEmpty() ? "it is not used" : "the one before is");
      LOG.error("The certificate {} cannot be used: {}", certificate, trouble);
    }
  }

  private KeyEntry load() throws IOException, GeneralSecurityException {
    for (var file : new Path[] {certificate, key}) {
      if (!Files.exists(file) || Files.size(file) > LARGEST) {
        throw new IOException(file.getFileName() + " is not there, or is too large");
      }
    }
    var chain = chain();
    var secret = key();
    var own = chain.get(0);
    if (!fits(secret, own)) {
      throw new GeneralSecurityException(
          "the key in web.key is not that of the first certificate in web.pem");
    }
    var now = Instant.now();
    if (now.isAfter(own.getNotAfter().toInstant())) {
      throw new GeneralSecurityException("it ended " + own.getNotAfter().toInstant());
    }
    if (now.isBefore(own.getNotBefore().toInstant())) {
      throw new GeneralSecurityException("it begins " + own.getNotBefore().toInstant());
    }
    return new KeyEntry(secret, chain);
  }

  private List<X509Certificate> chain() throws IOException, GeneralSecurityException {
    try (var in = Files.newInputStream(certificate)) {
      var all = CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (all.isEmpty()) {
        throw new GeneralSecurityException("web.pem holds no certificate");
      }
      return all.stream().map(X509Certificate.class::cast).toList();
    } catch (java.security.cert.CertificateException e) {
      throw new GeneralSecurityException("web.pem holds no certificates in PEM form", e);
    }
  }

  private PrivateKey key() throws IOException, GeneralSecurityException {
    try (var reader = new PEMParser(Files.newBufferedReader(key))) {
      var converter = new JcaPEMKeyConverter();
      // openssl writes the parameters of an EC key before the key
      for (var found = reader.readObject(); found != null; found = reader.readObject()) {
        if (found instanceof PEMKeyPair pair) {
          return converter.getPrivateKey(pair.getPrivateKeyInfo());
        }
        if (found instanceof PrivateKeyInfo info) {
          return converter.getPrivateKey(info);
        }
        if (found.getClass().getSimpleName().contains("Encrypted")) {
          throw new GeneralSecurityException(
              "the key in web.key is under a passphrase: write it without one");
        }
      }
    } catch (IOException | RuntimeException e) {
      throw new GeneralSecurityException("web.key cannot be read as PEM", e);
    }
    throw new GeneralSecurityException("web.key holds no private key in PEM form");
  }

  private static boolean fits(PrivateKey secret, X509Certificate own)
      throws GeneralSecurityException {
    if (!secret.getAlgorithm().equals(own.getPublicKey().getAlgorithm())) {
      return false;
    }
    var signature =
        Signature.getInstance(
            secret.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
    signature.initSign(secret);
    signature.update((byte) 1);
    var signed = signature.sign();
    signature.initVerify(own);
    signature.update((byte) 1);
    return signature.verify(signed);
  }

  private static String stamp(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis() + ":" + Files.size(file) + ";";
    } catch (IOException e) {
      return "-;"; // not there
    }
  }

  /**
   * @param node what is shown if there is none of the administrator's
   */
  public ShownCertificate shown(X509Certificate node) {
    var its = current().map(KeyEntry::certificate);
    var shown = its.orElse(node);
    synchronized (this) {
      return new ShownCertificate(
          its.isPresent(),
          shown.getSubjectX500Principal().getName(),
          shown.getIssuerX500Principal().getName(),
          List.copyOf(NodeCertificate.names(shown)),
          shown.getNotAfter().toInstant(),
          trouble.isEmpty() ? null : trouble,
          List.of(certificate.toString(), key.toString()));
    }
  }

  @Override
  public String part() {
    return "web-certificate";
  }

  @Override
  public synchronized Health check() {
    if (!trouble.isEmpty()) {
      return new Health(false, "keys/web.pem: " + trouble);
    }
    return inUse
        .map(
            own -> {
              var end = own.certificate().getNotAfter().toInstant();
              return new Health(Instant.now().isBefore(end), "of its own, ends " + end);
            })
        .orElse(new Health(true, "by this installation's authority"));
  }
}
