// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever is written is read again bit for bit, or not at all. */
class ChunkPropertyTest {
  private static final List<Double> ODD =
      List.of(
          0.0,
          -0.0,
          Double.MIN_VALUE,
          -Double.MIN_VALUE,
          Double.MAX_VALUE,
          -Double.MAX_VALUE,
          Double.MIN_NORMAL,
          0x1p53,
          0x1p53 + 2,
          0x1p63,
          -0x1p63,
          1e22,
          0.1,
          0.1 + 0.2,
          1 / 3.0);

  @Provide
  Arbitrary<Double> anyValue() {
    var bits = Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite);
    return Arbitraries.oneOf(bits, Arbitraries.of(ODD), decimal(), whole());
  }

  @Provide
  Arbitrary<Double> decimal() {
    return Arbitraries.bigDecimals()
        .between(BigDecimal.valueOf(-1000), BigDecimal.valueOf(1000))
        .ofScale(3)
        .map(BigDecimal::doubleValue);
  }

  @Provide
  Arbitrary<Double> whole() {
    return Arbitraries.longs().between(-(1L << 54), 1L << 54).map(Long::doubleValue);
  }

  @Provide
  Arbitrary<List<Double>> values() {
    return Arbitraries.of(anyValue(), decimal(), whole())
        .flatMap(kind -> kind.list().ofMaxSize(200));
  }

  @Property
  void everySeriesIsReadAsItWasWritten(
      @ForAll("values") List<Double> values, @ForAll @Size(max = 200) List<Long> times) {
    var table = table(values, times);

    var read = Chunk.read(Chunk.write(table), 1);

    assertThat(read.times()).isEqualTo(table.times());
    assertThat(bits(read.column(0))).isEqualTo(bits(table.column(0)));
  }

  @Property
  void soIsOneWithAPeriod(
      @ForAll("values") List<Double> values,
      @ForAll @IntRange(min = 1, max = 600_000) int period,
      @ForAll @Size(200) List<@IntRange(max = 20) Integer> jitter) {
    var times = new ArrayList<Long>();
    for (int i = 0; i < values.size(); i++) {
      times.add(1_790_000_000_000L + i * (period + 20L) + jitter.get(i));
    }
    everySeriesIsReadAsItWasWritten(values, times);
  }

  @Property
  void soAreSeveralColumns(
      @ForAll("values") List<Double> values, @ForAll @IntRange(min = 1, max = 8) int columns) {
    var times = new long[values.size()];
    Arrays.setAll(times, i -> 300_000L * i);
    var each = new double[columns][];
    Arrays.setAll(each, i -> values.stream().mapToDouble(v -> i % 2 == 0 ? v : -v).toArray());

    var read = Chunk.read(Chunk.write(new Table(times, each)), columns);

    for (int i = 0; i < columns; i++) {
      assertThat(bits(read.column(i))).isEqualTo(bits(each[i]));
    }
  }

  @Property
  void wholeNumbersMayBeAny(@ForAll @Size(max = 100) long[] numbers) {
    var out = new BitWriter();
    WholeNumbers.write(numbers, out);

    var in = new BitReader(out.toBytes(), 0, out.toBytes().length);
    assertThat(WholeNumbers.read(numbers.length, in)).isEqualTo(numbers);
    in.end();
  }

  @Property
  void aChangedByteIsRefused(
      @ForAll("values") List<Double> values,
      @ForAll int place,
      @ForAll @IntRange(min = 1, max = 255) int change) {
    var chunk = Chunk.write(table(values, List.of(1L, 5L, 6L, 1000L)));
    chunk[Math.floorMod(place, chunk.length)] ^= (byte) change;

    refused(chunk);
  }

  @Property
  void aMissingEndIsRefused(@ForAll("values") List<Double> values, @ForAll int place) {
    var chunk = Chunk.write(table(values, List.of(1L, 5L, 6L, 1000L)));

    refused(Arrays.copyOf(chunk, Math.floorMod(place, chunk.length)));
  }

  /** Also one that somebody sealed: nothing but a table comes out, and it takes no time. */
  @Property
  void nonsenseIsATableOrRefused(@ForAll @Size(max = 60) byte[] nonsense) {
    var out = new BitWriter();
    for (var one : nonsense) {
      out.write(one, 8);
    }
    try {
      assertThat(Chunk.read(Sealed.seal(out), 1).size()).isLessThanOrEqualTo(Chunk.MOST_ROWS);
    } catch (Damaged e) {
      assertThat(e).hasMessageEndingWith(".");
    }
  }

  private static void refused(byte[] chunk) {
    assertThatThrownBy(() -> Chunk.read(chunk, 1))
        .isInstanceOfAny(Damaged.class, UnknownFormat.class);
  }

  private static Table table(List<Double> values, List<Long> times) {
    var rows = new TreeMap<Long, Double>();
    for (int i = 0; i < Math.min(values.size(), times.size()); i++) {
      rows.put(times.get(i), values.get(i));
    }
    return new Table(
        rows.keySet().stream().mapToLong(t -> t).toArray(),
        rows.values().stream().mapToDouble(v -> v).toArray());
  }

  private static long[] bits(double[] values) {
    return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
  }
}
