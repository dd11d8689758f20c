// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnCertificateTest {
  @TempDir Path keys;
  @TempDir Path elsewhere;
  private CertificateAuthority authority;
  private OwnCertificate own;

  @BeforeEach
  void start() throws Exception {
    authority = new CertificateAuthority(new KeyFiles(elsewhere), Clock.systemUTC());
    own = new OwnCertificate(keys);
  }

  private void put(KeyEntry certificate, KeyEntry key) throws Exception {
    var chain = new StringBuilder();
    certificate.chain().forEach(c -> chain.append(Pem.of(c)));
    Files.writeString(keys.resolve("web.pem"), chain);
    Files.writeString(keys.resolve("web.key"), Pem.of(key.key()));
  }

  private KeyEntry made(String host) {
    return authority.issueBroker(host, List.of(host));
  }

  @Test
  void whatFitsIsUsedAndWhatDoesNotLeavesTheOneBefore() throws Exception {
    assertThat(own.current()).isEmpty();
    assertThat(own.check().up()).isTrue();

    var first = made("msp.test");
    put(first, first);
    assertThat(own.current().orElseThrow().chain()).isEqualTo(first.chain());
    assertThat(own.check().detail()).startsWith("of its own, ends ");

    put(made("longer-name.msp.test"), first);
    assertThat(own.current().orElseThrow().certificate()).isEqualTo(first.certificate());
    assertThat(own.check().up()).isFalse();
    assertThat(own.check().detail())
        .contains("the key in web.key is not that of the first certificate", "the one before is");

    var second = made("another.msp.test");
    put(second, second);
    assertThat(own.current().orElseThrow().certificate()).isEqualTo(second.certificate());
    assertThat(own.check().up()).isTrue();

    Files.delete(keys.resolve("web.key"));
    assertThat(own.current().orElseThrow().certificate()).isEqualTo(second.certificate());
    assertThat(own.check().detail()).contains("web.key is not there");
    Files.delete(keys.resolve("web.pem"));
    assertThat(own.current()).isEmpty();
    assertThat(own.check().up()).isTrue();
  }

  @Test
  void whatBrowsersAreShownIsSaidAndWhereToPutAnother() throws Exception {
    var node = made("node.test").certificate();
    var shown = own.shown(node);
    assertThat(shown.own()).isFalse();
    assertThat(shown.names()).contains("node.test");
    assertThat(shown.endsAt()).isEqualTo(node.getNotAfter().toInstant());
    assertThat(shown.trouble()).isNull();
    assertThat(shown.files())
        .containsExactly(keys.resolve("web.pem").toString(), keys.resolve("web.key").toString());

    var mine = made("msp.test");
    put(mine, mine);
    shown = own.shown(node);
    assertThat(shown.own()).isTrue();
    assertThat(shown.names()).contains("msp.test").doesNotContain("node.test");

    Files.delete(keys.resolve("web.key"));
    assertThat(own.shown(node).trouble()).contains("web.key is not there");
  }

  @Test
  void endedOnesAndNonsenseAreRefusedByName() throws Exception {
    var root = Issuer.authority("Root", Instant.now());
    var pair = Issuer.newKeys();
    var ago = Instant.now().minus(Duration.ofDays(90));
    var ended =
        Issuer.issue(
            root,
            Issuer.Purpose.BROKER,
            "msp.test",
            pair.getPublic(),
            List.of("msp.test"),
            ago,
            ago.plus(Duration.ofDays(60)));
    var entry = new KeyEntry(pair.getPrivate(), List.of(ended));
    put(entry, entry);
    assertThat(own.current()).isEmpty();
    assertThat(own.check().detail()).contains("it ended ", "it is not used");

    Files.writeString(keys.resolve("web.pem"), "nonsense");
    assertThat(own.current()).isEmpty();
    assertThat(own.check().detail()).contains("web.pem holds no certificate");

    var good = made("msp.test");
    put(good, good);
    Files.writeString(keys.resolve("web.key"), "-----BEGIN NONSENSE-----");
    assertThat(own.current()).isEmpty();
    assertThat(own.check().detail()).contains("web.key");
  }
}
