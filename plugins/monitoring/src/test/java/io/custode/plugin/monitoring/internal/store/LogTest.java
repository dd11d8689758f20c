// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LogTest {
  @Provide
  Arbitrary<List<Batch>> batches() {
    var names = Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(10);
    var series = Combinators.combine(names, Arbitraries.of("%", "By", "1")).as(SeriesName::new);
    var values =
        Arbitraries.oneOf(
            Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite),
            Arbitraries.integers().map(i -> i / 10.0),
            Arbitraries.of(0.0, -0.0, Double.MIN_VALUE, Double.MAX_VALUE));
    var points = Combinators.combine(series, Arbitraries.longs(), values).as(Point::new);
    var ids = Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new);
    return Combinators.combine(ids, ids, points.list().ofMaxSize(20))
        .as(Batch::new)
        .list()
        .ofMaxSize(5);
  }

  @Property(tries = 500)
  void aCommitIsReadAsItWasWritten(@ForAll("batches") List<Batch> batches) {
    assertThat(Log.read(Log.write(batches))).isEqualTo(batches);
  }

  @Property(tries = 500)
  void aChangedByteIsRefused(
      @ForAll("batches") List<Batch> batches,
      @ForAll int place,
      @ForAll @IntRange(min = 1, max = 255) int change) {
    var log = Log.write(batches);
    log[Math.floorMod(place, log.length)] ^= (byte) change;

    assertThatThrownBy(() -> Log.read(log)).isInstanceOfAny(Damaged.class, UnknownFormat.class);
  }

  /** Also one that somebody sealed. */
  @Property(tries = 500)
  void nonsenseIsACommitOrRefused(@ForAll byte[] nonsense) {
    var out = new BitWriter();
    for (var one : nonsense) {
      out.write(one, 8);
    }
    try {
      assertThat(Log.read(Sealed.seal(out))).hasSizeLessThanOrEqualTo(nonsense.length);
    } catch (Damaged e) {
      assertThat(e).hasMessageEndingWith(".");
    }
  }

  @Test
  void manyAgentsInOneCommitTakeSomeBytesPerValue() {
    var batches = new ArrayList<Batch>();
    for (int agent = 0; agent < 50; agent++) {
      var points = new ArrayList<Point>();
      for (int i = 0; i < 45; i++) {
        var name = new SeriesName("metric.with.a.usual.name:" + i, "By/s");
        points.add(new Point(name, 1_790_000_000_000L + agent * 17, 123.5 * i * agent));
      }
      batches.add(new Batch(new UUID(1, 2), new UUID(3, agent), points));
    }

    assertThat(Log.write(batches).length / (50 * 45.0)).isLessThan(7);
  }
}
