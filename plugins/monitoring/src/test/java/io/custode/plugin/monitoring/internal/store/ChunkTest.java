// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ChunkTest {
  private static final long START = 1_790_000_000_000L;
  private static final int HOUR = 120;

  /** At most 2 bytes per value is what we promise; most are far below. */
  @Test
  void anHourOfAMachineTakesLessThanTwoBytesPerValue() {
    var random = new Random(7);
    var all =
        List.of(
            series("cpu.used", cpu(random)),
            series("memory.used", walk(random, 6_000_000_000.0, 4096, 900)),
            series("memory.total", i -> 16_777_216_000.0),
            series("disk.used", walk(random, 210_000_000_000.0, 4096, i -> i % 7 == 0 ? 40 : 0)),
            series("load.1", load(random)),
            series("net.received", i -> Math.rint(Math.exp(8 + 2 * random.nextGaussian()))),
            series("net.sent", i -> Math.rint(Math.exp(7 + 1.5 * random.nextGaussian()))),
            series("uptime", i -> 86_400 + 30 * i));
    long bytes = 0;
    long values = 0;
    long jittered = 0;
    for (var one : all) {
      int exact = Chunk.write(one.table()).length;
      int late = Chunk.write(jittered(one, random).table()).length;
      System.out.printf(
          "%-14s %5.2f bytes per value, %5.2f with jitter%n",
          one.name(), (double) exact / HOUR, (double) late / HOUR);
      bytes += exact;
      jittered += late;
      values += HOUR;
    }
    System.out.printf(
        "%-14s %5.2f bytes per value, %5.2f with jitter%n",
        "all", (double) bytes / values, (double) jittered / values);

    assertThat((double) bytes / values).isLessThan(2);
  }

  @Test
  void whatIsRegularCostsNothingPerValue() {
    var times = LongStream.range(0, 10_000).map(i -> START + 30_000 * i).toArray();
    var same = new double[times.length];
    Arrays.fill(same, 12.5);

    assertThat(Chunk.write(new Table(times, same))).hasSizeLessThan(60);
  }

  @Test
  void jitterOfSomeMillisecondsIsCheap() {
    var random = new Random(7);
    var exact = LongStream.range(0, 1000).map(i -> START + 30_000 * i).toArray();
    var times = Arrays.stream(exact).map(t -> t + random.nextInt(8)).toArray();

    assertThat(Chunk.write(new Table(times, new double[1000]))).hasSizeLessThan(700);
  }

  @Test
  void aGapCostsOneBitPerTime() {
    var times =
        LongStream.range(0, 1000).map(i -> START + 30_000 * (i < 500 ? i : i + 9)).toArray();

    assertThat(Chunk.write(new Table(times, new double[1000]))).hasSizeLessThan(190);
  }

  @Test
  void valuesThatAreNoneAreRefused() {
    for (var bad : List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Samples.of(new long[] {1}, new double[] {bad}));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Samples.of(new long[] {1, 1}, new double[2]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Samples.of(new long[] {1, 2}, new double[3]));
  }

  @Test
  void aLaterFormatIsNotTakenForDamage() {
    var chunk = Chunk.write(new Table(new long[] {1}, new double[] {2}));
    chunk[0]++;

    assertThatThrownBy(() -> Chunk.read(chunk, 1)).isInstanceOf(UnknownFormat.class);
  }

  @Test
  void anotherKindOfChunkIsRefused() {
    var chunk = Chunk.write(new Table(new long[] {1}, new double[] {2}));

    assertThatThrownBy(() -> Chunk.read(chunk, 5)).isInstanceOf(Damaged.class);
  }

  private record Named(String name, Table table) {}

  private static Named series(String name, DoubleUnaryOperator value) {
    var times = LongStream.range(0, HOUR).map(i -> START + 30_000 * i).toArray();
    var values = new double[HOUR];
    for (int i = 0; i < HOUR; i++) {
      values[i] = value.applyAsDouble(i);
    }
    return new Named(name, new Table(times, values));
  }

  private static Named jittered(Named exact, Random random) {
    var times = Arrays.stream(exact.table().times()).map(t -> t + random.nextInt(6)).toArray();
    return new Named(exact.name(), new Table(times, exact.table().column(0)));
  }

  /** Percent with one decimal: some noise, now and then somebody works. */
  private static DoubleUnaryOperator cpu(Random random) {
    return i -> {
      double used = i % 40 > 30 ? 45 + 15 * random.nextGaussian() : 4 + 2 * random.nextGaussian();
      return Math.rint(10 * Math.max(0, Math.min(100, used))) / 10;
    };
  }

  /** Two decimals, slow. */
  private static DoubleUnaryOperator load(Random random) {
    var now = new double[] {0.4};
    return i -> {
      now[0] = Math.max(0, 0.92 * now[0] + 0.08 * 0.5 + 0.05 * random.nextGaussian());
      return Math.rint(100 * now[0]) / 100;
    };
  }

  private static DoubleUnaryOperator walk(Random random, double start, int unit, double width) {
    return walk(random, start, unit, i -> width);
  }

  private static DoubleUnaryOperator walk(
      Random random, double start, int unit, DoubleUnaryOperator width) {
    var pages = new double[] {Math.rint(start / unit)};
    return i -> {
      pages[0] += Math.rint(width.applyAsDouble(i) * random.nextGaussian());
      return pages[0] * unit;
    };
  }
}
