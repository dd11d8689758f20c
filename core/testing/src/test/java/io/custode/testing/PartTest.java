// SPDX-License-Identifier: Apache-2.0
package io.custode.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartTest {
  @Test
  void demandedByName() {
    assertThat(Part.demanded("chromium", "postgresql, chromium")).isTrue();
    assertThat(Part.demanded("chromium", "")).isFalse();
    assertThat(Part.demanded("chromium", "chromium-x")).isFalse();
  }

  @Test
  void rootIsWhoCanDoWhatOthersCannot() {
    var id = Programs.run(Duration.ofSeconds(10), List.of("id", "-u")).ok().out().strip();
    assertThat(Part.ROOT.present()).isEqualTo(id.equals("0"));
  }
}
