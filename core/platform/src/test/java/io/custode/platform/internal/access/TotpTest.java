// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
  /** RFC 6238, appendix B: the rows of SHA-1. */
  @ParameterizedTest
  @CsvSource({
    "59, 94287082",
    "1111111109, 07081804",
    "1111111111, 14050471",
    "1234567890, 89005924",
    "2000000000, 69279037",
    "20000000000, 65353130"
  })
  void fitsTheVectorsOfRfc6238(long second, String code) {
    var key = "12345678901234567890".getBytes(US_ASCII);
    var step = Totp.step(Instant.ofEpochSecond(second));
    assertThat(Totp.code(key, step, 8)).isEqualTo(code);
    assertThat(Totp.code(key, step, Totp.DIGITS)).isEqualTo(code.substring(2));
  }

  /** RFC 4648, 10, without the padding. */
  @ParameterizedTest
  @CsvSource({"'', ''", "f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "foobar, MZXW6YTBOI"})
  void fitsTheVectorsOfRfc4648(String text, String encoded) {
    assertThat(Totp.base32(text.getBytes(US_ASCII))).isEqualTo(encoded);
  }
}
