// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.asset.AssetId;
import io.custode.api.asset.AssetKind;
import io.custode.api.error.Invalid;
import io.custode.api.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordJsonTest {
  record Inner(String name, @Nullable Integer count) {}

  record Outer(
      AssetId asset,
      AssetKind kind,
      Instant at,
      @Nullable Duration delay,
      Json raw,
      long size,
      List<Inner> inner,
      @Nullable Map<String, String> env) {}

  private final RecordJson json = new RecordJson();
  private static final String GOOD =
      """
      {"asset":"01890000-0000-7000-8000-000000000000","kind":"server","at":"2026-01-31T12:00:00Z","delay":"PT1H",
       "raw":{"a":[1,null]},"size":5,"inner":[{"name":"x","count":null}],"env":{"K":"v"}}""";

  private Outer read(String text) {
    return json.read(new Json(text), Outer.class);
  }

  @Test
  void recordsTravelBothWays() {
    var outer = read(GOOD);
    assertThat(outer.raw().text()).isEqualTo("{\"a\":[1,null]}");
    assertThat(outer.kind()).isEqualTo(AssetKind.SERVER);
    assertThat(read(json.write(outer).text())).isEqualTo(outer);
    assertThat(json.write(outer).text())
        .contains("\"at\":\"2026-01-31T12:00:00Z\"")
        .contains("\"delay\":\"PT1H\"");
  }

  @Test
  void everyMissingFieldIsNamed() {
    assertThatThrownBy(
            () ->
                read(
                    GOOD.replace("\"name\":\"x\",", "")
                        .replace("\"at\":\"2026-01-31T12:00:00Z\",", "")))
        .isInstanceOfSatisfying(
            Invalid.class,
            e ->
                assertThat(e.violations())
                    .extracting(Invalid.Violation::field)
                    .containsExactly("at", "inner[0].name"));
  }

  @Test
  void whatDoesNotFitIsNamedWithoutTheValue() {
    refuses(GOOD.replace("\"size\":5", "\"size\":\"secret\""), "size", "secret");
    refuses(GOOD.replace("\"size\":5,", ""), "size", "secret");
    refuses(GOOD.replace("server", "secret"), "kind", "secret");
    refuses(GOOD.replace("2026-01-31T12:00:00Z", "secret"), "at", "secret");
    refuses(GOOD.replace("01890000", "secret00"), "asset", "secret");
    refuses(GOOD.replace("\"size\":5", "\"size\":5,\"sesame\":\"secret\""), "sesame", "secret");
    refuses(GOOD.replace("\"size\":5", "\"size\":5.5"), "size", "secret");
    refuses(GOOD.replace("[{\"name\":\"x\",\"count\":null}]", "\"secret\""), "inner", "secret");
  }

  @Test
  void noJsonIsRefusedWithItsPlace() {
    for (var bad :
        List.of(
            "",
            "{",
            "[1,2",
            "{\"a\":}",
            GOOD + "x",
            "nul",
            "[".repeat(5000),
            "{\"a\":" + "1".repeat(5000) + "}")) {
      assertThatThrownBy(() -> read(bad))
          .as(bad.substring(0, Math.min(20, bad.length())))
          .isInstanceOf(Invalid.class);
    }
    assertThatThrownBy(() -> read("null")).isInstanceOf(Invalid.class);
  }

  private void refuses(String text, String field, String secret) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            Invalid.class,
            e -> {
              assertThat(e.violations()).extracting(Invalid.Violation::field).contains(field);
              assertThat(e.what())
                  .doesNotContain(secret)
                  .doesNotContain("io.custode")
                  .doesNotContain("jackson");
            });
  }
}
