// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.foresee;

import static org.assertj.core.api.Assertions.assertThat;

import io.custode.plugin.monitoring.internal.store.Bucket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ForesightTest {
  private static final Instant NOW = Instant.parse("2026-11-30T00:00:00Z");

  /**
   * @param values by how many days ago it is
   */
  private static Optional<Forecast> reaches(Duration known, DoubleUnaryOperator values) {
    return Foresight.reaches(100, NOW, window -> history(window, known, values));
  }

  private static List<Bucket> history(Duration window, Duration known, DoubleUnaryOperator values) {
    var length = window.compareTo(known) < 0 ? window : known;
    long step = window.dividedBy(200).toMillis();
    return LongStream.range(0, length.toMillis() / step)
        .map(i -> NOW.toEpochMilli() - length.toMillis() + i * step)
        .mapToObj(
            at -> {
              double value = values.applyAsDouble((NOW.toEpochMilli() - at) / 86_400_000.0);
              return new Bucket(at, 1, value, value, value, value);
            })
        .toList();
  }

  private static double days(Optional<Forecast> forecast) {
    return Duration.between(NOW, forecast.orElseThrow().at()).toHours() / 24.0;
  }

  @Test
  void whatFillsALittleEveryDayIsForeseen() {
    assertThat(days(reaches(Duration.ofDays(60), ago -> 80 - ago))).isBetween(19.5, 20.5);
  }

  /** By day it is written, by night packed: the trend of some hours is none. */
  @Test
  void daysAndNightsDoNotMatter() {
    for (double hour = 0; hour < 24; hour++) {
      double phase = hour / 24;
      var forecast =
          reaches(Duration.ofDays(60), ago -> 80 - ago + 3 * Math.sin((ago + phase) * 2 * Math.PI));

      assertThat(days(forecast)).as("at " + hour).isBetween(14.0, 26.0);
    }
  }

  @Test
  void whatBeganTonightIsForeseenForTonight() {
    var forecast =
        reaches(Duration.ofDays(60), ago -> ago > 0.25 ? 40 : 40 + (0.25 - ago) / 0.25 * 30);

    assertThat(days(forecast)).isBetween(0.2, 0.3);
  }

  @Test
  void nothingIsForeseenFromAnHour() {
    assertThat(reaches(Duration.ofHours(1), ago -> 80 - ago * 100)).isEmpty();
    assertThat(reaches(Duration.ZERO, ago -> 80)).isEmpty();
  }
}
