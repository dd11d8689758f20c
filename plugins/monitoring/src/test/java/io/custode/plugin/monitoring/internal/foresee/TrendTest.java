// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.foresee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrendTest {
  private static final long MINUTE = 60_000;

  private static Optional<Forecast> of(int count, IntToDoubleFunction values) {
    var times = new long[count];
    var its = new double[count];
    for (int i = 0; i < count; i++) {
      times[i] = i * MINUTE;
      its[i] = values.applyAsDouble(i);
    }
    return Trend.reaches(times, its, 100);
  }

  @Test
  void whatRisesEvenlyReachesTheLimitWhenItDoes() {
    var forecast = of(60, i -> 40 + i / 2.0).orElseThrow();

    assertThat(forecast.at()).isEqualTo(Instant.ofEpochMilli(120 * MINUTE + MINUTE));
    assertThat(forecast.earliest()).isBeforeOrEqualTo(forecast.at());
    assertThat(forecast.latest()).isAfterOrEqualTo(forecast.at());
  }

  @Test
  void whatStaysFallsOrGoesUpAndDownDoesNot() {
    assertThat(of(60, i -> 80)).isEmpty();
    assertThat(of(60, i -> 80 - i / 10.0)).isEmpty();
    assertThat(of(60, i -> 50 + 20 * Math.sin(i / 5.0))).isEmpty();
    var random = new Random(1);
    assertThat(of(200, i -> 60 + random.nextDouble())).isEmpty();
  }

  @Test
  void ofFewValuesNobodyCanTell() {
    assertThat(of(11, i -> i)).isEmpty();
  }

  @Test
  void oneBurstAndOneCleanUpDoNotTurnItRound() {
    var even = of(100, i -> 20 + i * 0.4).orElseThrow().at();
    var bumpy =
        of(100, i -> 20 + i * 0.4 + (i == 50 ? 30 : 0) - (i > 60 && i < 63 ? 15 : 0))
            .orElseThrow()
            .at();

    assertThat(bumpy.toEpochMilli()).isCloseTo(even.toEpochMilli(), within(5 * MINUTE));
  }

  /**
   * File systems of 100 MB in a loop mount that two programs filled, one of which packed old files
   * away now and then: the time from half-way, foreseen at half-way, is within a fifth of what it
   * took.
   */
  @ParameterizedTest
  @ValueSource(strings = {"steady.csv", "rotating.csv"})
  void aRealDiskIsFullWhenItWasForeseen(String recorded) throws IOException {
    var seconds = new ArrayList<Double>();
    var used = new ArrayList<Double>();
    for (var line : lines(recorded)) {
      var fields = line.split(",");
      seconds.add(Double.valueOf(fields[0]));
      used.add(Double.valueOf(fields[1]));
    }
    int half = 0;
    while (used.get(half) < 50) {
      half++;
    }
    var times = seconds.stream().mapToLong(s -> Math.round(s * 1000)).toArray();
    var values = used.stream().mapToDouble(v -> v).toArray();
    var forecast =
        Trend.reaches(Arrays.copyOf(times, half + 1), Arrays.copyOf(values, half + 1), 99.9)
            .orElseThrow();

    double took = times[times.length - 1] - times[half];
    double foreseen = forecast.at().toEpochMilli() - times[half];
    System.out.printf(
        "%s: at half-way %.0f s foreseen (%.0f to %.0f), it took %.0f s%n",
        recorded,
        foreseen / 1000,
        (forecast.earliest().toEpochMilli() - times[half]) / 1000.0,
        (forecast.latest().toEpochMilli() - times[half]) / 1000.0,
        took / 1000);
    assertThat(foreseen).isCloseTo(took, within(took / 5));
    assertThat(Instant.ofEpochMilli(times[times.length - 1]))
        .isBetween(forecast.earliest(), forecast.latest());
  }

  private static List<String> lines(String resource) throws IOException {
    try (var in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(TrendTest.class.getResourceAsStream(resource)),
                StandardCharsets.UTF_8))) {
      return in.lines().filter(line -> !line.startsWith("#")).toList();
    }
  }
}
