// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChunkStoreTest {
  private static final UUID TENANT = new UUID(1, 1);
  private static final UUID ASSET = new UUID(2, 2);
  private static final SeriesName CPU = new SeriesName("cpu.used", "%");
  private static final long MINUTE = 60_000;
  private static final long DAY = 1440 * MINUTE;
  private static final long NOW = 20_000 * DAY + 700 * MINUTE;
  private static final Limits LIMITS = new Limits(5, 100_000, Duration.ofMinutes(10));

  private final MemoryRows rows = new MemoryRows();
  private final List<Damaged> faults = new ArrayList<>();
  private ChunkStore store = open();

  private ChunkStore open() {
    return rows.restart(LIMITS, faults::add);
  }

  @Test
  void whatIsRefusedIsCountedAndHarmsNothingElse() {
    var written =
        write(
            NOW,
            new Point(CPU, NOW, Double.NaN),
            new Point(CPU, NOW, Double.POSITIVE_INFINITY),
            new Point(new SeriesName("no spaces", "%"), NOW, 1),
            new Point(new SeriesName("", "%"), NOW, 1),
            new Point(new SeriesName("x".repeat(101), "%"), NOW, 1),
            new Point(new SeriesName("x", ""), NOW, 1),
            new Point(CPU, NOW + 10 * MINUTE + 1, 1),
            new Point(CPU, NOW - 14 * DAY - 1, 1),
            new Point(CPU, NOW + 10 * MINUTE, 2),
            new Point(CPU, NOW - 14 * DAY, 3));

    assertThat(written).isEqualTo(new Written(2, 2, 4, 1, 1, 0));
    assertThat(written.refused()).isEqualTo(8);
    assertThat(read(0, NOW + DAY))
        .isEqualTo(Samples.of(new long[] {NOW - 14 * DAY, NOW + 10 * MINUTE}, new double[] {3, 2}));
  }

  @Test
  void anAssetHasSoManySeriesAndNoMore() {
    var first = write(NOW, named("a", NOW), named("b", NOW), named("c", NOW));
    var more = write(NOW, named("d", NOW), named("e", NOW), named("f", NOW), named("a", NOW + 1));
    store = open();
    var again = write(NOW, named("g", NOW), named("b", NOW + 1));

    assertThat(first).isEqualTo(new Written(3, 0, 0, 0, 0, 0));
    assertThat(more).isEqualTo(new Written(3, 0, 0, 0, 0, 1));
    assertThat(again).isEqualTo(new Written(1, 0, 0, 0, 0, 1));
    assertThat(store.series(TENANT, ASSET)).hasSize(5);
    assertThat(
            store.write(List.of(new Batch(TENANT, new UUID(2, 3), List.of(named("a", NOW)))), NOW))
        .containsExactly(new Written(1, 0, 0, 0, 0, 0));
  }

  @Test
  void seriesThatWereMadeInACallThatFailedCount() {
    rows.endAfter(1, MemoryRows.Moment.AFTER, new MemoryRows.Failed());
    assertThatThrownBy(() -> write(NOW, named("a", NOW), named("b", NOW), named("c", NOW)))
        .isInstanceOf(MemoryRows.Failed.class);
    var written = write(NOW, named("d", NOW), named("e", NOW), named("f", NOW), named("a", NOW));

    assertThat(written).isEqualTo(new Written(3, 0, 0, 0, 0, 1));
    assertThat(store.series(TENANT, ASSET)).hasSize(5);
  }

  @Test
  void anotherUnitIsAnotherSeries() {
    write(NOW, new Point(CPU, NOW, 1), new Point(new SeriesName("cpu.used", "1"), NOW, 0.01));

    assertThat(store.series(TENANT, ASSET)).hasSize(2);
  }

  @Test
  void aBatchOfWhichNothingIsTakenWritesNothing() {
    write(NOW, new Point(CPU, NOW, Double.NaN));

    assertThat(rows.appends()).isZero();
    assertThat(store.series(TENANT, ASSET)).isEmpty();
  }

  @Test
  void theLastWriterWins() {
    write(NOW, at(NOW, 1), at(NOW - 5, 2));
    store.compact();
    write(NOW, at(NOW - 5, 3), at(NOW - 5, 4));

    assertThat(read(0, NOW + 1))
        .isEqualTo(Samples.of(new long[] {NOW - 5, NOW}, new double[] {4, 1}));
    store.compact();
    assertThat(read(NOW - 5, NOW)).isEqualTo(Samples.of(new long[] {NOW - 5}, new double[] {4}));
  }

  @Test
  void fullMemoryIsMadeIntoChunks() {
    var small = rows.open(new Limits(5, 10, Duration.ZERO), faults::add);
    for (int i = 0; i < 25; i++) {
      small.write(List.of(batch(at(NOW - 100 + i, i))), NOW);
    }

    assertThat(small.waiting()).isEqualTo(5);
    assertThat(small.isFilling()).isTrue();
    small.compact();
    assertThat(small.isFilling()).isFalse();
    assertThat(rows.commits()).isEmpty();
    assertThat(small.read(cpu(), 0, NOW).size()).isEqualTo(25);
  }

  /**
   * Otherwise there would be more of it, and a longer log, for as long as chunks cannot be written.
   */
  @Test
  void nothingIsTakenWhileMemoryIsFullAndStaysSo() {
    var small = rows.open(new Limits(5, 10, Duration.ZERO), faults::add);
    IntStream.range(0, 10).forEach(i -> small.write(List.of(batch(at(NOW - 100 + i, i))), NOW));
    for (int i = 0; i < 5; i++) {
      rows.endAfter(0, MemoryRows.Moment.BEFORE, new MemoryRows.Failed());
      assertThatThrownBy(() -> small.write(List.of(batch(at(NOW, 0))), NOW))
          .isInstanceOf(MemoryRows.Failed.class);
    }

    assertThat(rows.appends()).isEqualTo(10);
    assertThat(small.waiting()).isEqualTo(10);
    small.write(List.of(batch(at(NOW, 10))), NOW);
    assertThat(small.waiting()).isEqualTo(1);
    assertThat(small.read(cpu(), 0, NOW + 1).size()).isEqualTo(11);
  }

  @Test
  void whatIsNotDurableIsNotSeen() {
    write(NOW, at(NOW, 1));
    rows.endAfter(0, MemoryRows.Moment.BEFORE, new MemoryRows.Failed());
    assertThatThrownBy(() -> write(NOW, at(NOW, 2), at(NOW + 1, 2)))
        .isInstanceOf(MemoryRows.Failed.class);

    assertThat(read(0, NOW + DAY)).isEqualTo(Samples.of(new long[] {NOW}, new double[] {1}));
  }

  @Test
  void aCommitThatFailedAndIsThereAllTheSameIsBelowTheNext() {
    write(NOW, at(NOW, 1));
    rows.endAfter(0, MemoryRows.Moment.AFTER, new MemoryRows.Failed());
    assertThatThrownBy(() -> write(NOW, at(NOW, 2), at(NOW + 1, 2)))
        .isInstanceOf(MemoryRows.Failed.class);
    write(NOW, at(NOW, 3));

    var now = Samples.of(new long[] {NOW, NOW + 1}, new double[] {3, 2});
    assertThat(read(0, NOW + DAY)).isEqualTo(now);
    store = open();
    assertThat(read(0, NOW + DAY)).isEqualTo(now);
  }

  @Test
  void whatComesDuringACompactionIsSeenAndStays() {
    var both = Samples.of(new long[] {NOW, NOW + 1}, new double[] {3, 2});
    write(NOW, at(NOW, 1));
    rows.afterNextPut(
        () -> {
          write(NOW, at(NOW, 3), at(NOW + 1, 2));
          assertThat(read(0, NOW + DAY)).isEqualTo(both);
        });
    store.compact();

    assertThat(store.waiting()).isEqualTo(2);
    assertThat(read(0, NOW + DAY)).isEqualTo(both);
    store = open();
    assertThat(read(0, NOW + DAY)).isEqualTo(both);
  }

  @Test
  void whatIsMadeIntoAChunkDuringALookIsSeen() {
    write(NOW, at(NOW, 1));
    rows.afterNextRead(() -> store.compact());
    assertThat(read(0, NOW + DAY).size()).isEqualTo(1);
    assertThat(store.waiting()).isZero();

    write(NOW, at(NOW + 1, 2));
    rows.afterNextRead(() -> store.compact());
    assertThat(store.query(cpu(), NOW - 300 * DAY, NOW + DAY, 500, NOW).buckets())
        .extracting(Bucket::count)
        .containsExactly(2L);
    assertThat(store.waiting()).isZero();
  }

  @Test
  void wholePeriodsGoWhenTheyAreOld() {
    write(NOW, at(NOW - 13 * DAY, 1), at(NOW, 2));
    store.compact();
    assertThat(rows.chunks(Resolution.RAW)).isEqualTo(2);
    long later = NOW + 2 * DAY;
    store.expire(later);

    assertThat(rows.chunks(Resolution.RAW)).isEqualTo(1);
    assertThat(read(0, later)).isEqualTo(Samples.of(new long[] {NOW}, new double[] {2}));
    assertThat(store.query(cpu(), NOW - 15 * DAY, NOW - DAY, 100, later).buckets())
        .extracting(Bucket::last)
        .containsExactly(1.0);

    store.expire(NOW + 400 * DAY);
    assertThat(rows.chunks(Resolution.FIVE_MINUTES)).isZero();
    assertThat(rows.chunks(Resolution.HOUR)).isPositive();
    store.expire(NOW + 2000 * DAY);
    assertThat(rows.chunks(Resolution.HOUR)).isZero();
  }

  /** As happens if a node stands still for weeks, or its clock goes back. */
  @Test
  void bucketsThatKnowMoreStayWhenTheirRawValuesAreGone() {
    write(NOW, at(NOW, 1), at(NOW + 1, 9), at(NOW + 2, 5));
    store.compact();
    store.expire(NOW + 20 * DAY);
    assertThat(rows.chunks(Resolution.RAW)).isZero();
    write(NOW, at(NOW + 3, 100));
    store.compact();

    assertThat(store.query(cpu(), NOW - 300 * DAY, NOW + DAY, 500, NOW).buckets())
        .singleElement()
        .satisfies(bucket -> assertThat(bucket.max()).isEqualTo(9));
  }

  /** What a clock that is far ahead for an hour costs. */
  @Test
  void notMuchGoesAtATime() {
    for (int i = 0; i < 10; i++) {
      write(NOW, at(NOW - i * DAY, i));
    }
    store.compact();
    store.expire(NOW + 9999 * DAY);

    assertThat(read(0, NOW + 1).size()).isEqualTo(10 - ChunkStore.PERIODS_THAT_GO);
    assertThat(read(NOW - 5 * DAY, NOW + 1).size()).isEqualTo(6);
  }

  @Test
  void whatOneStoreHasWrittenAllOthersSee() {
    var another = rows.open(LIMITS, faults::add);
    write(NOW, at(NOW, 1));
    assertThat(another.read(cpu(), 0, NOW + 1).size()).isEqualTo(1);
    another.write(List.of(batch(at(NOW + 1, 2))), NOW);
    assertThat(read(0, NOW + 2).size()).isEqualTo(2);
    store.compact();
    assertThat(rows.commits()).hasSize(1);
    another.compact();

    assertThat(rows.commits()).isEmpty();
    var both = Samples.of(new long[] {NOW, NOW + 1}, new double[] {1, 2});
    assertThat(read(0, NOW + 2)).isEqualTo(both);
    assertThat(another.read(cpu(), 0, NOW + 2)).isEqualTo(both);
  }

  /** It was taken for dead, and was not. */
  @Test
  void aStoreThatWasAdoptedMayGoOn() {
    write(NOW, at(NOW, 1));
    rows.restart(LIMITS, faults::add);
    assertThat(rows.commits()).isEmpty();
    write(NOW, at(NOW + 1, 2));
    assertThat(rows.commits()).hasSize(1);
    store.compact();

    assertThat(read(0, NOW + 2))
        .isEqualTo(Samples.of(new long[] {NOW, NOW + 1}, new double[] {1, 2}));
  }

  @Test
  void aTenantIsForgotten() {
    var other = new Batch(new UUID(1, 9), ASSET, List.of(at(NOW, 1)));
    write(NOW, at(NOW, 1));
    store.write(List.of(other), NOW);
    store.compact();
    write(NOW, at(NOW + 1, 2));
    var gone = cpu();
    store.forget(TENANT);
    store.compact();

    assertThat(store.series(TENANT, ASSET)).isEmpty();
    assertThat(store.read(gone, 0, NOW + 2)).isEqualTo(Samples.NONE);
    assertThat(rows.chunks(Resolution.RAW)).isEqualTo(1);
    assertThat(store.series(other.tenant(), ASSET)).hasSize(1);
    write(NOW, at(NOW + 3, 3));
    assertThat(read(0, NOW + 9)).isEqualTo(Samples.of(new long[] {NOW + 3}, new double[] {3}));
  }

  /** Its bundle is stopped, and has no minute for it. */
  @Test
  void aStoreThatClosesBreaksOffAndLosesNothing() {
    write(NOW, at(NOW, 1));
    store.close();
    store.compact();
    assertThat(rows.commits()).hasSize(1);
    assertThat(read(0, NOW + 1).size()).isEqualTo(1);
    store = open();

    assertThat(rows.commits()).isEmpty();
    assertThat(read(0, NOW + 1).size()).isEqualTo(1);
  }

  @Test
  void aQueryReadsTheCoarsestResolutionThatIsFineEnough() {
    for (long start = NOW - 3 * DAY; start < NOW; start += 600 * MINUTE) {
      long first = start;
      write(
          NOW,
          IntStream.range(0, 1200)
              .mapToObj(i -> at(first + i * MINUTE / 2, i % 7))
              .toArray(Point[]::new));
    }
    for (int round = 0; round < 2; round++) {
      expect(NOW - 50 * MINUTE, 100, Resolution.RAW, 0, 100);
      expect(NOW - 50 * MINUTE, 99, Resolution.RAW, 50 * MINUTE / 98 + 1, 98);
      expect(NOW - 500 * MINUTE, 101, Resolution.FIVE_MINUTES, 5 * MINUTE, 100);
      expect(NOW - 500 * MINUTE, 100, Resolution.FIVE_MINUTES, 10 * MINUTE, 50);
      expect(NOW - 2 * DAY, 49, Resolution.HOUR, 60 * MINUTE, 49);
      expect(NOW - 3 * DAY, 2, Resolution.HOUR, 3 * DAY, 2);
      // raw values of that time are gone, or could be
      expect(NOW - 15 * DAY, 10_000, Resolution.FIVE_MINUTES, 5 * MINUTE, 864);
      expect(NOW - 400 * DAY, 10_000, Resolution.HOUR, 60 * MINUTE, 73);
      store.compact();
    }
    assertThatIllegalArgumentException().isThrownBy(() -> store.query(cpu(), 0, NOW, 1, NOW));
    assertThatIllegalArgumentException().isThrownBy(() -> store.query(cpu(), -1, NOW, 9, NOW));
    assertThatIllegalArgumentException().isThrownBy(() -> store.read(cpu(), 2, 1));
    assertThat(store.query(cpu(), 0, Long.MAX_VALUE, 9, NOW).buckets()).hasSizeLessThan(10);
    assertThat(store.query(cpu(), NOW, NOW, 9, NOW).buckets()).isEmpty();
  }

  private void expect(long from, int most, Resolution resolution, long step, int buckets) {
    var curve = store.query(cpu(), from, NOW, most, NOW);

    assertThat(curve.resolution()).isEqualTo(resolution);
    assertThat(curve.step()).isEqualTo(step);
    assertThat(curve.buckets()).hasSize(buckets).hasSizeLessThanOrEqualTo(most);
  }

  @Test
  void bucketsSayLeastGreatestAndMean() {
    write(NOW, at(NOW, 0.1), at(NOW + 1, 0.2), at(NOW + 2, 0.3));
    store.compact();
    var curve = store.query(cpu(), NOW - 15 * DAY, NOW + DAY, 10_000, NOW);

    var start = Resolution.floor(NOW, 5 * MINUTE);
    assertThat(curve.buckets()).containsExactly(new Bucket(start, 3, 0.1, 0.3, 0.6, 0.3));
    assertThat(curve.buckets().get(0).average()).isCloseTo(0.2, within(1e-15));
  }

  @Test
  void theLargestValuesHaveAMean() {
    write(NOW, at(NOW, Double.MAX_VALUE), at(NOW + 1, Double.MAX_VALUE));
    store.compact();

    assertThat(store.query(cpu(), NOW - 100 * DAY, NOW + DAY, 500, NOW).buckets())
        .extracting(Bucket::average)
        .containsExactly(Double.MAX_VALUE);
  }

  @Test
  void aDamagedChunkIsToldAndEverythingElseGoesOn() {
    write(NOW, at(NOW - DAY, 1));
    store.compact();
    rows.damage(Resolution.RAW);
    write(NOW, at(NOW - DAY + 1, 2), at(NOW, 3));

    assertThat(read(0, NOW + 1))
        .isEqualTo(Samples.of(new long[] {NOW - DAY + 1, NOW}, new double[] {2, 3}));
    assertThat(faults).singleElement().satisfies(f -> assertThat(f).hasMessageContaining("RAW"));
    store.compact();
    assertThat(faults).hasSize(2);
    assertThat(read(0, NOW + 1).size()).isEqualTo(2);
    assertThat(faults).hasSize(2);
  }

  @Test
  void aDamagedCommitIsToldAndTheOthersAreRead() {
    Stream.of(1, 2, 3).forEach(i -> write(NOW, at(NOW + i, i)));
    rows.commits().get(1)[7]++;
    store = open();

    assertThat(faults).singleElement().satisfies(f -> assertThat(f).hasMessageContaining("2"));
    assertThat(read(0, NOW + DAY))
        .isEqualTo(Samples.of(new long[] {NOW + 1, NOW + 3}, new double[] {1, 3}));
    write(NOW, at(NOW + 4, 4));
    store.compact();
    assertThat(rows.commits()).isEmpty();
  }

  @Test
  void aLaterReleasesLogIsNotDropped() {
    write(NOW, at(NOW, 1));
    rows.commits().get(0)[0]++;

    assertThatThrownBy(this::open).isInstanceOf(UnknownFormat.class);
    assertThat(rows.commits()).hasSize(1);
  }

  /** A bucket never is in two chunks, nor made of two raw periods. */
  @Test
  void periodsAreMadeOfWholeBuckets() {
    for (var finer : Resolution.values()) {
      for (var coarser : Resolution.values()) {
        assertThat(finer.period() % coarser.step()).isZero();
        assertThat(coarser.period()).isGreaterThan(coarser.step());
      }
    }
  }

  @Test
  void coarseValuesAreNotKeptShorterThanFineOnes() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Retention(Duration.ofDays(9), Duration.ofDays(8), Duration.ofDays(9)));
  }

  private Written write(long now, Point... points) {
    return store.write(List.of(batch(points)), now).get(0);
  }

  private static Batch batch(Point... points) {
    return new Batch(TENANT, ASSET, List.of(points));
  }

  private Samples read(long from, long to) {
    return store.read(cpu(), from, to);
  }

  private Series cpu() {
    return store.series(TENANT, ASSET).stream()
        .filter(series -> series.name().equals(CPU))
        .findFirst()
        .orElseThrow();
  }

  private static Point at(long time, double value) {
    return new Point(CPU, time, value);
  }

  private static Point named(String name, long time) {
    return new Point(new SeriesName(name, "1"), time, 1);
  }
}
