// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.custode.api.metric.MetricPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeriesTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static List<Double> values(Series series) {
    var points = new ArrayList<MetricPoint>();
    series.copyTo(points);
    assertThat(points).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
    return points.stream().map(MetricPoint::value).toList();
  }

  @Test
  void keepsTheLastInOrderWhateverOrderTheyCameIn() {
    long seed = 7;
    var order = new ArrayList<Integer>();
    for (int i = 0; i < 150; i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(seed));
    var series = new Series("cpu.used", "%");
    for (int i : order) {
      series.add(START.plusSeconds(i), i, 200);
      series.add(START.plusSeconds(i), i, 200); // batches come twice
    }
    assertThat(values(series)).hasSize(150).first().isEqualTo(0.0);
    assertThat(series.capacity()).isEqualTo(256);
  }

  @Test
  void isBounded() {
    var series = new Series("cpu.used", "%");
    for (int i = 0; i < 1000; i++) {
      series.add(START.plusSeconds(i), i, 100);
    }
    assertThat(values(series)).hasSize(100).first().isEqualTo(900.0);
    series.add(START, -1, 100);
    assertThat(values(series)).hasSize(100).doesNotContain(-1.0);
    assertThat(series.capacity()).isLessThanOrEqualTo(128);
  }

  @Test
  void forgetsWhatIsOld() {
    var series = new Series("cpu.used", "%");
    for (int i = 0; i < 10; i++) {
      series.add(START.plusSeconds(i), i, 100);
    }
    series.dropBefore(START.plusSeconds(8));
    assertThat(values(series)).containsExactly(8.0, 9.0);
    series.dropBefore(START.plusSeconds(100));
    assertThat(series.isEmpty()).isTrue();
  }
}
