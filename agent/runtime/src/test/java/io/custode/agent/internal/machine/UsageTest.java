// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class UsageTest {
  /** As ext4 does with a twentieth of its blocks. */
  @Test
  void whatIsKeptForRootIsNeitherUsedNorAvailable() {
    var usage = Usage.of(1000, 150, 100);
    assertThat(usage.used()).isEqualTo(850);
    assertThat(usage.percent()).isCloseTo(89.47, within(0.01));
  }

  @Test
  void fullForEverybodyButRootIsFull() {
    assertThat(Usage.of(1000, 50, 0).percent()).isEqualTo(100);
  }

  @Test
  void oneThatIsGoneIsNotFull() {
    assertThat(Usage.of(0, 0, 0).percent()).isZero();
  }
}
