// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What was acknowledged is there, whatever comes late or twice, and whenever the process dies. */
class ChunkStorePropertyTest {
  private static final long NOW = 1_790_000_123_456L;
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long START = Resolution.floor(NOW - 13 * DAY, DAY);
  private static final UUID TENANT = new UUID(1, 1);

  /** Small, so that memory is full now and then. */
  private static final Limits LIMITS = new Limits(10, 60, Duration.ofMinutes(10));

  /** What happens. */
  sealed interface Act {}

  record Write(UUID asset, List<Point> points) implements Act {}

  record Compact() implements Act {}

  record Restart() implements Act {}

  /** One of the next calls of the rows ends badly. */
  record Trouble(int calls, MemoryRows.Moment moment, boolean kills) implements Act {}

  /** Where a value belongs. */
  record Place(UUID asset, SeriesName name, long time) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int order = asset.compareTo(other.asset);
      order = order == 0 ? name.name().compareTo(other.name.name()) : order;
      return order == 0 ? Long.compare(time, other.time) : order;
    }
  }

  @Provide
  Arbitrary<List<Act>> acts() {
    // few places, so that the same are written again
    var near = Arbitraries.integers().between(0, 40).map(i -> NOW - i * 77_777L);
    var far = Arbitraries.integers().between(0, 12 * 4).map(i -> NOW - i * DAY / 4);
    var times = Arbitraries.oneOf(near, far);
    var names = Arbitraries.of(new SeriesName("a", "%"), new SeriesName("b", "By"));
    var values =
        Arbitraries.oneOf(
            Arbitraries.integers().between(-999, 999).map(i -> i / 10.0),
            Arbitraries.doubles().between(-1e9, 1e9),
            Arbitraries.of(0.0, -0.0, Double.MIN_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE));
    var points = Combinators.combine(names, times, values).as(Point::new);
    var assets = Arbitraries.of(new UUID(2, 1), new UUID(2, 2));
    Arbitrary<Act> write =
        Combinators.combine(assets, points.list().ofMinSize(1).ofMaxSize(30)).as(Write::new);
    Arbitrary<Act> trouble =
        Combinators.combine(
                Arbitraries.integers().between(0, 12),
                Arbitraries.of(MemoryRows.Moment.class),
                Arbitraries.of(true, false))
            .as(Trouble::new);
    return Arbitraries.frequencyOf(
            Tuple.of(8, write),
            Tuple.of(4, Arbitraries.just(new Compact())),
            Tuple.of(4, trouble),
            Tuple.of(1, Arbitraries.just(new Restart())))
        .list()
        .ofMaxSize(25);
  }

  @Property(tries = 400)
  void whatWasAcknowledgedIsThere(@ForAll("acts") List<Act> acts) {
    var world = new World();
    acts.forEach(world::perform);
    world.check();
    world.perform(new Restart());
    world.check();
    world.perform(new Compact());
    world.check();
    assertThat(world.rows.commits()).isEmpty();
    world.perform(new Restart());
    world.check();
  }

  /** A store, and what it may hold: more than one thing after a write that was not acknowledged. */
  private static final class World {
    final MemoryRows rows = new MemoryRows();
    private ChunkStore store = open();
    private Set<TreeMap<Place, Double>> possible = new HashSet<>(Set.of(new TreeMap<>()));

    void perform(Act act) {
      try {
        if (act instanceof Write write) {
          write(write);
        } else if (act instanceof Compact) {
          store.compact();
        } else if (act instanceof Restart) {
          try {
            // reads the log, and makes chunks of what is too much for memory
            open();
          } finally {
            restart();
          }
        } else if (act instanceof Trouble trouble) {
          var end = trouble.kills() ? new MemoryRows.Killed() : new MemoryRows.Failed();
          rows.endAfter(trouble.calls(), trouble.moment(), end);
        }
      } catch (MemoryRows.Failed e) {
        assertThat(act).isNotInstanceOf(Trouble.class);
      } catch (MemoryRows.Killed e) {
        restart();
      }
    }

    private void write(Write write) {
      var with = new HashSet<TreeMap<Place, Double>>();
      for (var before : possible) {
        var after = new TreeMap<>(before);
        write.points().forEach(p -> after.put(place(write.asset(), p), p.value()));
        with.add(after);
      }
      boolean isAcknowledged = false;
      try {
        var batch = new Batch(TENANT, write.asset(), write.points());
        var written = store.write(List.of(batch), NOW);
        assertThat(written.get(0).taken()).isEqualTo(write.points().size());
        isAcknowledged = true;
      } finally {
        if (!isAcknowledged) {
          with.addAll(possible);
        }
        possible = with;
      }
    }

    /** Only now is it certain what became of a write that failed. */
    private void restart() {
      rows.heal();
      store = open();
      possible.retainAll(Set.of(all()));
      assertThat(possible).as("what was acknowledged").hasSize(1);
    }

    void check() {
      rows.heal();
      var all = all();
      assertThat(possible).contains(all);
      for (var asset : List.of(new UUID(2, 1), new UUID(2, 2))) {
        for (var series : store.series(TENANT, asset)) {
          for (var resolution : List.of(Resolution.FIVE_MINUTES, Resolution.HOUR)) {
            checkBuckets(all, series, resolution);
          }
        }
      }
    }

    private void checkBuckets(TreeMap<Place, Double> all, Series series, Resolution resolution) {
      long step = resolution.step();
      int steps = (int) ((NOW - START) / step) + 1;
      var curve = store.query(series, START, START + steps * step, steps + 1, NOW);
      var expected = new TreeMap<Long, List<Double>>();
      all.forEach(
          (place, value) -> {
            if (place.asset().equals(series.asset()) && place.name().equals(series.name())) {
              expected
                  .computeIfAbsent(Resolution.floor(place.time(), step), s -> new ArrayList<>())
                  .add(value);
            }
          });
      assertThat(curve.resolution()).isEqualTo(resolution);
      assertThat(curve.step()).isEqualTo(step);
      assertThat(curve.buckets())
          .extracting(Bucket::start)
          .containsExactlyElementsOf(expected.keySet());
      for (var bucket : curve.buckets()) {
        var values = expected.get(bucket.start());
        var sum = values.stream().mapToDouble(v -> v).sum();
        assertThat(bucket.count()).isEqualTo(values.size());
        assertThat(bucket.min()).isEqualTo(values.stream().mapToDouble(v -> v).min().orElseThrow());
        assertThat(bucket.max()).isEqualTo(values.stream().mapToDouble(v -> v).max().orElseThrow());
        assertThat(bucket.last()).isEqualTo(values.get(values.size() - 1));
        assertThat(bucket.average()).isBetween(bucket.min(), bucket.max());
        if (values.stream().allMatch(v -> Math.abs(v) < 1e10)) {
          assertThat(bucket.sum()).isCloseTo(sum, within(1e-5));
        }
      }
    }

    private TreeMap<Place, Double> all() {
      var all = new TreeMap<Place, Double>();
      for (var asset : List.of(new UUID(2, 1), new UUID(2, 2))) {
        for (var series : store.series(TENANT, asset)) {
          var samples = store.read(series, 0, NOW + DAY);
          for (int i = 0; i < samples.size(); i++) {
            all.put(new Place(asset, series.name(), samples.time(i)), samples.value(i));
          }
        }
      }
      return all;
    }

    private ChunkStore open() {
      return rows.restart(
          LIMITS,
          damage -> {
            throw new AssertionError(damage);
          });
    }

    private static Place place(UUID asset, Point point) {
      return new Place(asset, point.name(), point.time());
    }
  }
}
