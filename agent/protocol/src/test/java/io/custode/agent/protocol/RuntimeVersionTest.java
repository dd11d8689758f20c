// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuntimeVersionTest {
  @ParameterizedTest
  @CsvSource({
    "1.2.0,1.2.9,true",
    "1.2.0,1.3.0-rc.1,true",
    "1.2.0,1.1.0,true",
    "1.2.0,1.4.0,false",
    "1.2.0,1.0.0,false",
    "1.2.0,2.2.0,false",
    "1.2.0,a build without one,true",
  })
  void oneMinorApartIsInStepBothWays(String one, String other, boolean inStep) {
    var version = RuntimeVersion.parse(one).orElseThrow();
    assertThat(version.inStep(other)).isEqualTo(inStep);
    RuntimeVersion.parse(other).ifPresent(back -> assertThat(back.inStep(one)).isEqualTo(inStep));
  }
}
