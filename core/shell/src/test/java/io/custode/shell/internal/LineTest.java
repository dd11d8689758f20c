// SPDX-License-Identifier: Apache-2.0
package io.custode.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.error.Invalid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineTest {
  @Test
  void quotesAndBackslashesKeepWordsTogether() {
    assertThat(Line.parse("a 'b c' \"d \\\"e\\\" f\" g\\ h ''").words())
        .containsExactly("a", "b c", "d \"e\" f", "g h", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a | b",
        "a; b",
        "a & b",
        "a $x",
        "(a b)",
        "{ a }",
        "[a]",
        "a > f",
        "a < f",
        "a `b`",
        "a %(1+1)",
        "a\nb",
        "$.context bundles",
        "x=$(y)",
        "each [1] { shell:exec id }"
      })
  void whatMeansSomethingInKarafsLanguageIsNotPlain(String text) {
    assertThat(Line.parse(text).plain()).isFalse();
  }

  @Test
  void quotedCharactersMeanNothing() {
    Line line = Line.parse("msp:x --note 'a | $b; (c) {d}' --json-text \"{\\\"a\\\": [1]}\"");
    assertThat(line.plain()).isTrue();
    assertThat(line.words()).contains("a | $b; (c) {d}", "{\"a\": [1]}");
  }

  @Test
  void openQuoteIsRefused() {
    assertThatThrownBy(() -> Line.parse("a 'b")).isInstanceOf(Invalid.class);
  }

  @Test
  void overlongLineIsRefused() {
    assertThatThrownBy(() -> Line.parse("a".repeat(Line.MAX + 1)))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("65536");
  }
}
