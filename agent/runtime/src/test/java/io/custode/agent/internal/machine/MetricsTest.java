// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.custode.agent.api.MetricSource;
import io.custode.agent.api.MetricValue;
import io.custode.agent.protocol.Message.Metrics;
import io.custode.agent.protocol.Message.Point;
import java.io.File;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class MetricsTest {
  private final MetricBuffer buffer = new MetricBuffer();

  @Test
  void aBatchGoesAgainUnchangedUntilItIsAcknowledged() {
    buffer.add(points(0, 3));
    var first = buffer.batch().orElseThrow();
    buffer.add(points(3, 5));
    assertThat(buffer.batch()).contains(first);
    assertThat(buffer.acknowledged(first.sequence() - 1)).isFalse();
    assertThat(buffer.acknowledged(first.sequence())).isTrue();
    assertThat(buffer.acknowledged(first.sequence())).isFalse();
    var second = buffer.batch().orElseThrow();
    assertThat(second.sequence()).isGreaterThan(first.sequence());
    assertThat(second.points()).isEqualTo(points(3, 5));
    buffer.acknowledged(second.sequence());
    assertThat(buffer.batch()).isEmpty();
  }

  @Test
  void halfAnHourIsKeptWholeAndInOrder() {
    for (int i = 0; i < 180; i++) {
      buffer.add(points(45 * i, 45 * (i + 1)));
    }
    assertThat(drained()).isEqualTo(points(0, 45 * 180));
  }

  @Test
  void theOldestGiveWayAndAreCounted() {
    buffer.add(points(0, MetricBuffer.ROOM + 100));
    var drained = drained();
    assertThat(drained.get(0).name()).isEqualTo("agent.metric.dropped");
    assertThat(drained.get(0).value()).isEqualTo(100);
    assertThat(drained.subList(1, drained.size())).isEqualTo(points(100, MetricBuffer.ROOM + 100));
  }

  @Test
  void whatIsNoNumberIsLeftOut() {
    buffer.add(List.of(new Point("a", "1", Double.NaN, Instant.EPOCH)));
    assertThat(buffer.batch()).isEmpty();
  }

  @Test
  void aBrokenSourceDoesNotSilenceTheOthers() {
    var sources = new MetricSources(() -> List.of(new MetricValue("a", "1", 1)));
    sources.add(
        () -> {
          throw new IllegalStateException("broken");
        });
    sources.add(() -> List.of(new MetricValue("b", "1", 2)));
    assertThat(sources.sample()).extracting(Point::name).containsExactly("a", "b");
  }

  @Test
  void aSourceThatDoesNotReturnIsLeftOutUntilItHas() {
    var sources = new MetricSources(() -> List.of(new MetricValue("a", "1", 1)));
    var hangs = new Semaphore(0);
    MetricSource slow =
        () -> {
          hangs.acquireUninterruptibly();
          return List.of(new MetricValue("slow", "1", 1));
        };
    sources.add(slow);
    sources.add(() -> List.of(new MetricValue("b", "1", 2)));
    assertThat(sources.sample()).extracting(Point::name).containsExactly("a", "b");
    long before = System.nanoTime();
    for (int i = 0; i < 10; i++) {
      assertThat(sources.sample()).extracting(Point::name).containsExactly("a", "b");
    }
    assertThat(System.nanoTime() - before).as("waited for once").isLessThan(900_000_000);
    hangs.release(100);
    await()
        .untilAsserted(
            () ->
                assertThat(sources.sample())
                    .extracting(Point::name)
                    .containsExactly("a", "slow", "b"));
    sources.remove(slow);
    assertThat(sources.sample()).extracting(Point::name).containsExactly("a", "b");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void linuxSaysWhatItUses() {
    var metrics = new LinuxMetrics();
    metrics.sample();
    long until = System.nanoTime() + 300_000_000;
    while (System.nanoTime() < until) {
      Thread.onSpinWait(); // be seen
    }
    var values = metrics.sample();
    assertThat(values)
        .extracting(MetricValue::name)
        .contains(
            "cpu.used",
            "mem.used",
            "mem.used.percent",
            "swap.used",
            "load.1",
            "uptime",
            "net.rx",
            "net.tx",
            "disk.used:/",
            "disk.used.percent:/");
    assertThat(value(values, "cpu.used")).isBetween(1.0, 100.0);
    assertThat(value(values, "mem.used.percent")).isBetween(0.1, 100.0);
    assertThat(values)
        .filteredOn(each -> each.unit().equals("%"))
        .as("no more digits than are known")
        .allMatch(each -> Math.rint(each.value() * 10) / 10 == each.value());
    assertThat(value(values, "uptime")).isPositive();
    var root = new File("/");
    // others write meanwhile
    assertThat(value(values, "disk.used:/"))
        .isCloseTo(root.getTotalSpace() - root.getFreeSpace(), within(1e9));
  }

  private static double value(List<MetricValue> values, String name) {
    return values.stream().filter(v -> v.name().equals(name)).findFirst().orElseThrow().value();
  }

  private List<Point> drained() {
    var all = new ArrayList<Point>();
    for (var batch = buffer.batch(); batch.isPresent(); batch = buffer.batch()) {
      Metrics metrics = batch.get();
      all.addAll(metrics.points());
      buffer.acknowledged(metrics.sequence());
    }
    return all;
  }

  private static List<Point> points(int from, int to) {
    var points = new ArrayList<Point>();
    for (int i = from; i < to; i++) {
      points.add(new Point("a", "1", i, Instant.ofEpochSecond(i)));
    }
    return points;
  }
}
