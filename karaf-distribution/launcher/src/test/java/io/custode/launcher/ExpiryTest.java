// SPDX-License-Identifier: Apache-2.0
package io.custode.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpiryTest {
  @TempDir Path keys;

  /** A key store by the JDK's own tool, for 400 days. */
  private Instant make() throws Exception {
    var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var made =
        new ProcessBuilder(
                List.of(
                    tool,
                    "-genkeypair",
                    "-alias",
                    "key",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=test",
                    "-validity",
                    "400",
                    "-storetype",
                    "PKCS12",
                    "-storepass",
                    "secret",
                    "-keystore",
                    keys.resolve("node.p12").toString()))
            .inheritIO()
            .start();
    assertThat(made.waitFor()).isZero();
    Files.writeString(keys.resolve("node.pass"), "secret\n");
    var store = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(keys.resolve("node.p12"))) {
      store.load(in, "secret".toCharArray());
    }
    var own = (X509Certificate) store.getCertificate("key");
    var pem =
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(own.getEncoded())
            + "\n-----END CERTIFICATE-----\n";
    Files.writeString(keys.resolve("ca.pem"), pem + pem);
    Files.writeString(keys.resolve("web.pem"), pem);
    return own.getNotAfter().toInstant();
  }

  private List<String> at(Instant now) {
    return new Expiry(keys, now).warnings();
  }

  @Test
  void saysWhatEndsSoonAndWhatToDo() throws Exception {
    assertThat(at(Instant.now())).as("nothing is there yet").isEmpty();
    var end = make();
    assertThat(at(Instant.now())).isEmpty();
    assertThat(at(end.minus(Duration.ofDays(100))))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains("keys/ca.pem", "msp:authority-rotate"));
    assertThat(at(end.plusSeconds(1)))
        .hasSize(4)
        .anySatisfy(line -> assertThat(line).contains("keys/web.pem ended " + end))
        .anySatisfy(line -> assertThat(line).contains("keys/node.p12 ended"));
    Files.writeString(keys.resolve("web.pem"), "rubbish");
    assertThat(at(Instant.now())).singleElement().asString().contains("web.pem cannot be read");
  }
}
