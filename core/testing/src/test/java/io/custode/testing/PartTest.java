// SPDX-License-Identifier: Apache-2.0
package io.custode.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartTest {
  @Test
  void demandedByName() {
    assertThat(Part.demanded("chromium", "postgresql, chromium")).isTrue();
    assertThat(Part.demanded("chromium", "")).isFalse();
    assertThat(Part.demanded("chromium", "chromium-x")).isFalse();
  }
}
