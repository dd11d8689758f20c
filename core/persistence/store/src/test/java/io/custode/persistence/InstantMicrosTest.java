// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantMicrosTest {
  private final InstantMicros converter = new InstantMicros();

  /** The last is what stands for "never" in the table of jobs. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1969-12-31T23:59:59.999999Z",
        "1970-01-01T00:00:00Z",
        "2026-11-24T18:03:16.123456Z",
        "2262-04-12T00:00:00Z",
        "9999-12-31T00:00:00Z"
      })
  void anInstantComesBackAsItWas(String text) {
    var instant = Instant.parse(text);
    assertThat(converter.convertToEntityAttribute(converter.convertToDatabaseColumn(instant)))
        .isEqualTo(instant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-24T18:03:16.123456789Z"})
  void finerDigitsAreCut(String text) {
    assertThat(
            converter.convertToEntityAttribute(
                converter.convertToDatabaseColumn(Instant.parse(text))))
        .isEqualTo(Instant.parse("2026-11-24T18:03:16.123456Z"));
  }
}
