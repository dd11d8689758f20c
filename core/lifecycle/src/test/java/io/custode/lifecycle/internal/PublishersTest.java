// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishersTest {
  @TempDir Path home;

  private Publishers publishers() {
    return new Publishers(List.of(home.resolve("keys/publishers"), home.resolve("bundled")));
  }

  @Test
  void trustsNobodyAtFirst() {
    assertThat(publishers().trusted()).isEmpty();
  }

  @Test
  void readsTheFolderEachTime() throws Exception {
    var publishers = publishers();
    var acme = Publisher.named(home, "acme");
    acme.trustIn(home, "acme");
    assertThat(publishers.trusted()).containsExactly(acme.certificate());

    Files.delete(home.resolve("keys/publishers/acme.pem"));
    assertThat(publishers.trusted()).isEmpty();
  }

  @Test
  void aBrokenFileTakesAwayItsOwnPublisherOnly() throws Exception {
    var acme = Publisher.named(home, "acme");
    acme.trustIn(home, "acme");
    Files.writeString(home.resolve("keys/publishers/broken.pem"), "no certificate");

    assertThat(publishers().trusted()).containsExactly(acme.certificate());
  }
}
