// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.gateway.internal.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One home, while its authority is replaced. */
class AuthoritiesTest {
  private static final String AGENT = "01920000-0000-7000-8000-000000000001";

  @TempDir Path home;
  private CertificateAuthority authority;
  private NodeCertificate node;
  private KeyEntry first;
  private KeyEntry second;

  @BeforeEach
  void make() throws Exception {
    authority = open();
    node = new NodeCertificate(authority, new Settings(home, 0, 0, "", 15));
    first = authority.authorities().current();
    second = authority.makeNext();
  }

  private CertificateAuthority open() throws Exception {
    return new CertificateAuthority(new KeyFiles(home.resolve("keys")), Clock.systemUTC());
  }

  private void prepare() throws Exception {
    authority.use(new Authorities(first, second, null));
  }

  private void switchOver() throws Exception {
    authority.use(new Authorities(second, null, first));
  }

  private void finish() throws Exception {
    authority.use(new Authorities(second, null, null));
  }

  /** As an agent trusts that was told of these. */
  private static X509ExtendedTrustManager trusting(KeyEntry... roots) throws Exception {
    var anchors =
        List.of(roots).stream()
            .map(root -> new TrustAnchor(root.certificate(), null))
            .collect(Collectors.toSet());
    var parameters = new PKIXBuilderParameters(anchors, new X509CertSelector());
    parameters.setRevocationEnabled(false);
    var factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(new CertPathTrustManagerParameters(parameters));
    return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
  }

  private X509Certificate[] shown() {
    return node.keys().getCertificateChain(node.keys().chooseServerAlias("EC", null, null));
  }

  @Test
  void theNodesCertificateIsTrustedByWhoeverKnowsOneOfTheAuthorities() throws Exception {
    prepare();
    assertThat(authority.signed(shown()[0])).as("the first one signs").isTrue();
    trusting(first).checkServerTrusted(shown(), "ECDHE_ECDSA");
    trusting(first, second).checkServerTrusted(shown(), "ECDHE_ECDSA");

    switchOver();
    shown()[0].verify(second.certificate().getPublicKey());
    trusting(first).checkServerTrusted(shown(), "ECDHE_ECDSA");
    trusting(second).checkServerTrusted(shown(), "ECDHE_ECDSA");
    trusting(first, second).checkServerTrusted(shown(), "ECDHE_ECDSA");
    // a secret names one of them, which must be among what is shown
    assertThat(shown()).contains(first.certificate(), second.certificate());

    finish();
    trusting(second).checkServerTrusted(shown(), "ECDHE_ECDSA");
    assertThatThrownBy(() -> trusting(first).checkServerTrusted(shown(), "ECDHE_ECDSA"))
        .isInstanceOf(CertificateException.class);
    assertThat(shown()).containsExactly(shown()[0], second.certificate());
  }

  @Test
  void agentsOfBothAreTrustedUntilTheFormerIsDropped() throws Exception {
    var before = authority.issueAgent(AGENT, Issuer.newKeys().getPublic());
    prepare();
    assertThat(authority.vouchesFor(before)).isTrue();
    switchOver();
    var after = authority.issueAgent(AGENT, Issuer.newKeys().getPublic());
    after.verify(second.certificate().getPublicKey());
    authority.trust().checkClientTrusted(new X509Certificate[] {before}, "EC");
    authority.trust().checkClientTrusted(new X509Certificate[] {after}, "EC");
    assertThat(authority.signerOf(before)).isEqualTo(Authorities.fingerprint(first.certificate()));
    finish();
    assertThat(authority.vouchesFor(after)).isTrue();
    assertThat(authority.vouchesFor(before)).isFalse();
    assertThatThrownBy(
            () -> authority.trust().checkClientTrusted(new X509Certificate[] {before}, "EC"))
        .isInstanceOf(CertificateException.class);
  }

  @Test
  void whoKnowsOfOneAuthorityOnlyIsServedByThatOne() throws Exception {
    prepare();
    switchOver();
    var old = Authorities.fingerprint(first.certificate());
    authority
        .issueAgent(AGENT, Issuer.newKeys().getPublic(), old)
        .verify(first.certificate().getPublicKey());
    assertThat(authority.believedBy(List.of(old))).isEqualTo(old);
    assertThat(authority.believedBy(List.of())).as("from before").isEqualTo(old);
    assertThat(authority.believedBy(List.of(old, authority.fingerprint())))
        .isEqualTo(authority.fingerprint());
    var content = new byte[] {1, 2, 3};
    var verifier = Signature.getInstance("SHA256withECDSA");
    verifier.initVerify(first.certificate());
    verifier.update(content);
    assertThat(verifier.verify(Base64.getDecoder().decode(authority.sign(content, old)))).isTrue();
    finish();
    // there is no such one any more
    authority
        .issueAgent(AGENT, Issuer.newKeys().getPublic(), old)
        .verify(second.certificate().getPublicKey());
  }

  @Test
  void eachStepIsKeptInFiles() throws Exception {
    prepare();
    assertThat(open().authorities()).isEqualTo(authority.authorities());
    assertThat(pem()).isEqualTo(Pem.of(first.certificate()) + Pem.of(second.certificate()));
    switchOver();
    var again = open();
    assertThat(again.fingerprint()).isEqualTo(Authorities.fingerprint(second.certificate()));
    assertThat(again.roots()).containsExactly(second.certificate(), first.certificate());
    assertThat(pem()).isEqualTo(Pem.of(second.certificate()) + Pem.of(first.certificate()));
    var kept = new NodeCertificate(again, new Settings(home, 0, 0, "", 15)).certificate();
    assertThat(kept).as("not made anew by a restart").isEqualTo(node.certificate());
    finish();
    assertThat(home.resolve("keys/ca.p12")).doesNotExist();
    assertThat(home.resolve("keys/ca.pass")).doesNotExist();
    assertThat(open().roots()).containsExactly(second.certificate());
    // and once more
    var third = authority.makeNext();
    authority.use(new Authorities(second, third, null));
    authority.use(new Authorities(third, null, second));
    authority.use(new Authorities(third, null, null));
    assertThat(open().roots()).containsExactly(third.certificate());
    try (var files = Files.list(home.resolve("keys"))) {
      assertThat(files.filter(f -> f.getFileName().toString().endsWith(".p12"))).hasSize(2);
    }
  }

  private String pem() throws Exception {
    return Files.readString(home.resolve("keys/ca.pem"));
  }

  @Test
  void givingUpLeavesWhatWasThere() throws Exception {
    var before = node.certificate();
    prepare();
    authority.use(new Authorities(first, null, null));
    assertThat(open().roots()).containsExactly(first.certificate());
    assertThat(node.certificate()).isEqualTo(before);
    assertThat(home.resolve("keys/ca.p12")).exists();
    try (var files = Files.list(home.resolve("keys"))) {
      assertThat(files.map(f -> f.getFileName().toString())).noneMatch(n -> n.startsWith("ca-"));
    }
  }

  @Test
  void aMissingAuthorityIsSaidAndNotMadeAnew() throws Exception {
    prepare();
    switchOver();
    var store = "ca-" + Authorities.fingerprint(second.certificate()).substring(0, 16) + ".p12";
    Files.delete(home.resolve("keys").resolve(store));
    assertThatThrownBy(this::open)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(store)
        .hasMessageContaining("backup");
  }

  @Test
  void theNodesKeyIsReplacedAtOnceAndAHandshakeThatHasBegunEnds() throws Exception {
    var begun = node.keys().chooseServerAlias("EC", null, null);
    var before = node.certificate();
    var made = node.renew();
    assertThat(node.certificate()).isEqualTo(made).isNotEqualTo(before);
    assertThat(made.getPublicKey()).isNotEqualTo(before.getPublicKey());
    assertThat(node.keys().getCertificateChain(begun)[0]).isEqualTo(before);
    var signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(node.keys().getPrivateKey(begun));
    signature.update((byte) 1);
    var signed = signature.sign();
    signature.initVerify(before);
    signature.update((byte) 1);
    assertThat(signature.verify(signed)).isTrue();
    assertThat(shown()[0]).isEqualTo(made);
    var again = new NodeCertificate(open(), new Settings(home, 0, 0, "", 15));
    assertThat(again.certificate()).as("kept").isEqualTo(made);
  }

  @Test
  void aKeyReachesTheNodeThatItIsForAndNoOther() throws Exception {
    var there = authority.issueNode("node-there", List.of("there"));
    var other = authority.issueNode("node-other", List.of("other"));
    var to = there.certificate().getPublicKey();
    var sealed = SealedKey.seal(second, first, to);
    assertThat(sealed.length()).isLessThan(4000);
    var opened = SealedKey.open(sealed, there, List.of(first.certificate()));
    assertThat(opened.certificate()).isEqualTo(second.certificate());
    assertThat(opened.key()).isEqualTo(second.key());
    assertThatThrownBy(() -> SealedKey.open(sealed, other, List.of(first.certificate())))
        .isInstanceOf(GeneralSecurityException.class);
    // who can write to the database has no authority that the node knows
    var forged = SealedKey.seal(second, second, to);
    assertThatThrownBy(() -> SealedKey.open(forged, there, List.of(first.certificate())))
        .hasMessageContaining("signed by nobody we know");
    for (var damaged : List.of("", "AAAA", sealed.substring(8), sealed.replace('A', 'B'))) {
      assertThatThrownBy(() -> SealedKey.open(damaged, there, List.of(first.certificate())))
          .as(damaged)
          .isInstanceOf(GeneralSecurityException.class);
    }
  }

  @Test
  void warnsBeforeTheNodesCertificateEnds() throws Exception {
    assertThat(new ServerCertificate(node, authority).check().up()).isTrue();
    assertThat(new CertificateLife(node, authority).value() / 86400).isBetween(396.0, 397.0);
    var end = node.certificate().getNotAfter().toInstant();
    var late =
        Clock.offset(
            Clock.systemUTC(),
            java.time.Duration.between(java.time.Instant.now(), end).minusDays(3));
    var then = new CertificateAuthority(new KeyFiles(home.resolve("keys")), late);
    var health = new ServerCertificate(node, then).check();
    assertThat(health.up()).isFalse();
    assertThat(health.detail()).contains(end.toString()).contains("msp:certificate-renew");
    assertThat(new CertificateLife(node, then).value() / 86400).isBetween(2.9, 3.1);
  }
}
