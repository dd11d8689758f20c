// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

class PasswordsTest {
  @Test
  void onlyTheRightOneFits() {
    var hash = Passwords.hash("correct horse".toCharArray());
    assertThat(Passwords.fits("correct horse".toCharArray(), hash)).isTrue();
    assertThat(Passwords.fits("correct horsf".toCharArray(), hash)).isFalse();
    assertThat(hash).doesNotContain("horse");
  }

  @Test
  void theSamePasswordNeverHasTheSameHash() {
    assertThat(Passwords.hash("x".toCharArray())).isNotEqualTo(Passwords.hash("x".toCharArray()));
  }

  @Test
  void generatedOnesDiffer() {
    var seen = new HashSet<String>();
    for (int i = 0; i < 1000; i++) {
      seen.add(new String(Passwords.generate()));
    }
    assertThat(seen).hasSize(1000).allMatch(p -> p.matches("[a-zA-Z2-9]{20}"));
  }
}
