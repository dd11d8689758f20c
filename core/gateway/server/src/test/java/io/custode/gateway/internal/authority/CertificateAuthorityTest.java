// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.gateway.internal.Settings;
import io.custode.gateway.link.LinkPeer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateAuthorityTest {
  private static final String AGENT = "01920000-0000-7000-8000-000000000001";

  @TempDir Path home;

  private CertificateAuthority authority(Clock clock) throws Exception {
    return new CertificateAuthority(new KeyFiles(home.resolve("keys")), clock);
  }

  private CertificateAuthority authority() throws Exception {
    return authority(Clock.systemUTC());
  }

  private static Clock in(Duration later) {
    return Clock.fixed(Instant.now().plus(later), ZoneOffset.UTC);
  }

  @Test
  void isMadeOnceAndKeptForItsOwnerOnly() throws Exception {
    var first = authority();
    var second = authority();
    assertThat(second.fingerprint()).isEqualTo(first.fingerprint()).hasSize(64);
    var keys = home.resolve("keys");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys)))
        .isEqualTo("rwx------");
    try (var files = Files.list(keys)) {
      var all = files.toList();
      assertThat(all).extracting(f -> f.getFileName().toString()).contains("ca.p12", "ca.pem");
      for (var file : all) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as(file.toString())
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void agentsHaveThirtyDaysAndClocksThatAreTwoDaysOff() throws Exception {
    var authority = authority();
    var certificate = authority.issueAgent(AGENT, Issuer.newKeys().getPublic());
    var now = Instant.now();
    assertThat(certificate.getNotBefore().toInstant()).isBefore(now.minus(Duration.ofDays(2)));
    assertThat(certificate.getNotAfter().toInstant())
        .isBetween(now.plus(Duration.ofDays(29)), now.plus(Duration.ofDays(30)));
    assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
    assertThat(certificate.getSubjectAlternativeNames()).isNull();
    assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
    assertThat(Subject.of(certificate)).contains(new LinkPeer(AGENT, false));
    new AuthorityTrust(authority.roots())
        .checkClientTrusted(new X509Certificate[] {certificate}, "EC");
  }

  @Test
  void noAgentPassesForANodeOrAServer() throws Exception {
    var authority = authority();
    var posing = authority.issueAgent("node-main", Issuer.newKeys().getPublic());
    assertThat(Subject.of(posing)).contains(new LinkPeer("node-main", false));
    assertThatThrownBy(
            () ->
                authority.trust().checkServerTrusted(new X509Certificate[] {posing}, "ECDHE_ECDSA"))
        .isInstanceOf(CertificateException.class);
    assertThat(Subject.of(authority.certificate())).isEmpty();
    assertThat(Subject.of(authority.issueBroker("mq", List.of("mq")).certificate())).isEmpty();
  }

  @Test
  void trustsNobodyElsesSignature() throws Exception {
    var authority = authority();
    var other = new CertificateAuthority(new KeyFiles(home.resolve("other")), Clock.systemUTC());
    var foreign = other.issueAgent(AGENT, Issuer.newKeys().getPublic());
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(
              () -> authority.trust().checkClientTrusted(new X509Certificate[] {foreign}, "EC"))
          .isInstanceOf(CertificateException.class);
    }
    // an authority's own certificate lets nobody in either, nor what an agent signs
    var agentKeys = Issuer.newKeys();
    var agent = authority.issueAgent(AGENT, agentKeys.getPublic());
    var signedByAgent =
        Issuer.issue(
            new KeyEntry(agentKeys.getPrivate(), List.of(agent)),
            Issuer.Purpose.NODE,
            "node-evil",
            Issuer.newKeys().getPublic(),
            List.of(),
            Instant.now(),
            Instant.now().plusSeconds(3600));
    assertThatThrownBy(
            () ->
                authority
                    .trust()
                    .checkClientTrusted(new X509Certificate[] {signedByAgent, agent}, "EC"))
        .isInstanceOf(CertificateException.class);
  }

  @Test
  void remembersASignatureButNotForLongerThanItLasts() throws Exception {
    var past = authority(in(Duration.ofDays(-40)));
    var ended = past.issueAgent(AGENT, Issuer.newKeys().getPublic());
    assertThatThrownBy(() -> past.trust().checkClientTrusted(new X509Certificate[] {ended}, "EC"))
        .isInstanceOf(CertificateException.class);
  }

  @Test
  void nodeCertificateHoldsEveryNameAndIsKept() throws Exception {
    var settings = new Settings(home, 0, 0, "", 15);
    var authority = authority();
    var first = new NodeCertificate(authority, settings).certificate();
    assertThat(Subject.of(first)).contains(new LinkPeer(settings.node(), true));
    assertThat(first.getSubjectAlternativeNames().toString())
        .contains("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
    assertThat(new NodeCertificate(authority, settings).certificate()).isEqualTo(first);
    authority
        .trust()
        .checkServerTrusted(new X509Certificate[] {first, authority.certificate()}, "ECDHE_ECDSA");
  }

  @Test
  void nodeCertificateIsMadeAnewNearItsEnd() throws Exception {
    var settings = new Settings(home, 0, 0, "", 15);
    var first = new NodeCertificate(authority(), settings).certificate();
    var later = authority(in(Duration.ofDays(340)));
    var second = new NodeCertificate(later, settings).certificate();
    assertThat(second).isNotEqualTo(first);
    assertThat(second.getNotAfter()).isAfter(first.getNotAfter());
  }

  @Test
  void nodeCertificateIsMadeAnewForAnotherAuthority() throws Exception {
    var settings = new Settings(home, 0, 0, "", 15);
    var first = new NodeCertificate(authority(), settings).certificate();
    Files.delete(home.resolve("keys/ca.p12"));
    assertThat(new NodeCertificate(authority(), settings).certificate()).isNotEqualTo(first);
  }

  @Test
  void signsWhatItVouchesFor() throws Exception {
    var authority = authority();
    var content = new byte[] {1, 2, 3};
    var verifier = Signature.getInstance("SHA256withECDSA");
    verifier.initVerify(authority.certificate());
    verifier.update(content);
    assertThat(verifier.verify(Base64.getDecoder().decode(authority.sign(content)))).isTrue();
  }
}
