// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.authority;

import io.custode.gateway.internal.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.X509ExtendedTrustManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The installation's own certificate authority. Made at the first start; its key never leaves the
 * key directory.
 */
@Component(service = CertificateAuthority.class)
public final class CertificateAuthority {
  /** How long an agent's certificate lasts; short, since an external broker knows no revocation. */
  public static final Duration AGENT_LIFE = Duration.ofDays(30);

  /** When an agent asks for the next one. */
  public static final Duration AGENT_RENEWAL = Duration.ofDays(10);

  private static final Duration SERVER_LIFE = Duration.ofDays(397);
  private static final String NAME = "ca";

  private final KeyEntry authority;
  private final AuthorityTrust trust;
  private final KeyFiles files;
  private final Clock clock;

  @Activate
  public CertificateAuthority(@Reference Settings settings)
      throws GeneralSecurityException, IOException {
    this(new KeyFiles(settings.keys()), Clock.systemUTC());
  }

  public CertificateAuthority(KeyFiles files, Clock clock)
      throws GeneralSecurityException, IOException {
    this.files = files;
    this.clock = clock;
    var known = files.load(NAME);
    if (known.isPresent()) {
      authority = known.get();
    } else {
      authority = Issuer.authority("Custode certificate authority", clock.instant());
      files.save(NAME, authority);
    }
    var pem = files.file("ca.pem");
    if (known.isEmpty() || !Files.exists(pem)) {
      files.write(pem, Pem.of(authority.certificate()).getBytes(StandardCharsets.US_ASCII));
    }
    trust = new AuthorityTrust(authority.certificate());
  }

  public X509Certificate certificate() {
    return authority.certificate();
  }

  public KeyFiles files() {
    return files;
  }

  /**
   * @return SHA-256 of the authority's certificate, as enrolment secrets carry it
   */
  public String fingerprint() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(certificate().getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot digest our own certificate", e);
    }
  }

  public X509ExtendedTrustManager trust() {
    return trust;
  }

  /** A certificate for an agent's key. */
  public X509Certificate issueAgent(String agent, PublicKey key) {
    try {
      var now = clock.instant();
      var issued =
          Issuer.issue(
              authority, Issuer.Purpose.AGENT, agent, key, List.of(), now, now.plus(AGENT_LIFE));
      trust.remember(issued);
      return issued;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot issue a certificate", e);
    }
  }

  /** Keys and certificate for a node of the platform. */
  KeyEntry issueNode(String name, Collection<String> hosts) throws GeneralSecurityException {
    return issueServer(Issuer.Purpose.NODE, name, hosts);
  }

  /** Keys and certificate for an external broker. */
  public KeyEntry issueBroker(String host, Collection<String> hosts) {
    try {
      return issueServer(Issuer.Purpose.BROKER, host, hosts);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot issue a certificate", e);
    }
  }

  /**
   * @return Base64 of the authority's signature, SHA256withECDSA
   */
  public String sign(byte[] content) {
    try {
      var signer = Signature.getInstance("SHA256withECDSA");
      signer.initSign(authority.key());
      signer.update(content);
      return Base64.getEncoder().encodeToString(signer.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot sign", e);
    }
  }

  Instant now() {
    return clock.instant();
  }

  private KeyEntry issueServer(Issuer.Purpose purpose, String name, Collection<String> hosts)
      throws GeneralSecurityException {
    var keys = Issuer.newKeys();
    var now = clock.instant();
    var issued =
        Issuer.issue(authority, purpose, name, keys.getPublic(), hosts, now, now.plus(SERVER_LIFE));
    trust.remember(issued);
    return new KeyEntry(keys.getPrivate(), List.of(issued, authority.certificate()));
  }

  /** Whether a certificate is one that this very authority signed. */
  boolean signed(X509Certificate certificate) {
    try {
      certificate.verify(authority.certificate().getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false; // signed by somebody else
    }
  }
}
