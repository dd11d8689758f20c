// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishersTest {
  @TempDir Path home;

  @Test
  void trustsNobodyAtFirst() {
    assertThat(new Publishers(home).trusted()).isEmpty();
  }

  @Test
  void readsTheFolderEachTime() throws Exception {
    var publishers = new Publishers(home);
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

    assertThat(new Publishers(home).trusted()).containsExactly(acme.certificate());
  }
}
