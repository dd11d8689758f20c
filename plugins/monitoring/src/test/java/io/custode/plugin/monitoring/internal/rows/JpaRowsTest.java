// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.custode.persistence.testing.TestDatabase;
import io.custode.persistence.testing.TestDatabases;
import io.custode.plugin.monitoring.internal.store.Batch;
import io.custode.plugin.monitoring.internal.store.ChunkStore;
import io.custode.plugin.monitoring.internal.store.Damaged;
import io.custode.plugin.monitoring.internal.store.Limits;
import io.custode.plugin.monitoring.internal.store.Point;
import io.custode.plugin.monitoring.internal.store.Resolution;
import io.custode.plugin.monitoring.internal.store.Retention;
import io.custode.plugin.monitoring.internal.store.Rows;
import io.custode.plugin.monitoring.internal.store.SeriesName;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The store in real tables. */
@Timeout(120)
class JpaRowsTest {
  private static final long NOW = 1_790_000_000_000L;
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final UUID TENANT = new UUID(1, 1);
  private static final UUID ASSET = new UUID(2, 2);
  private static final SeriesName CPU = new SeriesName("cpu.used", "%");

  private final List<TestDatabase> databases = new ArrayList<>();

  @AfterEach
  void close() {
    databases.forEach(TestDatabase::close);
  }

  private Tables open(TestDatabases kind) {
    var database = kind.open();
    databases.add(database);
    return new Tables(PluginSchema.of(database), PluginSchema.provider(database));
  }

  private static ChunkStore store(Tables tables, JpaJournal journal) {
    return store(tables, journal, Limits.USUAL);
  }

  private static ChunkStore store(Tables tables, JpaJournal journal, Limits limits) {
    return new ChunkStore(new JpaRows(tables), journal, Retention.USUAL, limits, JpaRowsTest::fail);
  }

  private static void fail(Damaged damage) {
    throw new AssertionError(damage);
  }

  /** Nodes come, write, compact and die; what they wrote is there, whoever is asked. */
  @ParameterizedTest
  @EnumSource
  void whatNodesWroteIsThere(TestDatabases kind) {
    var tables = open(kind);
    var random = new Random(7);
    var limits = new Limits(20, 300, Duration.ofMinutes(10));
    var journals = new ArrayList<>(List.of(JpaJournal.open(tables), JpaJournal.open(tables)));
    var stores = new ArrayList<ChunkStore>();
    journals.forEach(journal -> stores.add(store(tables, journal, limits)));
    var expected = new HashMap<UUID, Map<String, TreeMap<Long, Double>>>();
    for (int i = 0; i < 120; i++) {
      int node = random.nextInt(2);
      switch (random.nextInt(10)) {
        case 0 -> stores.get(node).compact();
        case 1 -> {
          // it dies, and another comes for it
          var dead = journals.get(node);
          journals.set(node, JpaJournal.open(tables));
          stores.set(node, store(tables, journals.get(node), limits));
          stores.get(1 - node).adopt(dead);
          assertThat(dead.removeIfEmpty()).isTrue();
        }
        default -> write(stores.get(node), random, expected);
      }
    }
    for (var store : stores) {
      assertThat(all(store, expected.keySet())).isEqualTo(expected);
    }
    stores.forEach(ChunkStore::compact);
    for (var store : stores) {
      assertThat(all(store, expected.keySet())).isEqualTo(expected);
    }
    assertThat(journals).allMatch(JpaJournal::removeIfEmpty);
  }

  private static void write(
      ChunkStore store, Random random, Map<UUID, Map<String, TreeMap<Long, Double>>> expected) {
    var batches = new ArrayList<Batch>();
    for (int i = 0; i < 3; i++) {
      var asset = new UUID(2, random.nextInt(4));
      var points = new ArrayList<Point>();
      for (int j = 0; j < 10; j++) {
        var name = new SeriesName("m" + random.nextInt(4), "%");
        long time = NOW - random.nextInt(2000) * 300_007L;
        // the same from every node, as agents say it
        double value = Math.floorMod(time * 31 + name.hashCode(), 1000) / 10.0;
        points.add(new Point(name, time, value));
        expected
            .computeIfAbsent(asset, a -> new HashMap<>())
            .computeIfAbsent(name.name(), n -> new TreeMap<>())
            .put(time, value);
      }
      batches.add(new Batch(TENANT, asset, points));
    }
    assertThat(store.write(batches, NOW)).allMatch(written -> written.taken() == 10);
  }

  private static Map<UUID, Map<String, TreeMap<Long, Double>>> all(
      ChunkStore store, Iterable<UUID> assets) {
    var all = new HashMap<UUID, Map<String, TreeMap<Long, Double>>>();
    for (var asset : assets) {
      var byName = new HashMap<String, TreeMap<Long, Double>>();
      for (var series : store.series(TENANT, asset)) {
        var values = new TreeMap<Long, Double>();
        var samples = store.read(series, 0, NOW + DAY);
        for (int i = 0; i < samples.size(); i++) {
          values.put(samples.time(i), samples.value(i));
        }
        byName.put(series.name().name(), values);
      }
      all.put(asset, byName);
    }
    return all;
  }

  /** The same chunks, at the same time. */
  @ParameterizedTest
  @EnumSource
  void nodesThatCompactTogetherLoseNothing(TestDatabases kind) throws Exception {
    var tables = open(kind);
    var stores =
        List.of(store(tables, JpaJournal.open(tables)), store(tables, JpaJournal.open(tables)));
    var threads = Executors.newFixedThreadPool(2);
    try {
      for (int round = 0; round < 10; round++) {
        var running = new ArrayList<Future<?>>();
        for (int node = 0; node < 2; node++) {
          var store = stores.get(node);
          long time = NOW + round * 10 + node;
          var points =
              IntStream.range(0, 30)
                  .mapToObj(i -> new Point(new SeriesName("m" + i, "%"), time, time % 97))
                  .toList();
          running.add(
              threads.submit(
                  () -> {
                    store.write(List.of(new Batch(TENANT, ASSET, points)), NOW);
                    store.compact();
                  }));
        }
        for (var one : running) {
          one.get();
        }
      }
    } finally {
      threads.shutdown();
    }
    var series = stores.get(0).series(TENANT, ASSET);
    assertThat(series).hasSize(30);
    for (var one : series) {
      assertThat(stores.get(1).read(one, 0, NOW + DAY).size()).isEqualTo(20);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aNodeThatWasTakenForDeadComesBack(TestDatabases kind) {
    var tables = open(kind);
    var slow = JpaJournal.open(tables);
    var store = store(tables, slow);
    var another = store(tables, JpaJournal.open(tables));
    store.write(List.of(batch(NOW, 1)), NOW);
    assertThat(slow.removeIfEmpty()).isFalse();
    another.adopt(slow);
    assertThat(slow.removeIfEmpty()).isTrue();
    assertThat(slow.state().hasEnded()).isTrue();
    store.write(List.of(batch(NOW + 1, 2)), NOW);

    assertThat(slow.state().hasEnded()).isFalse();
    var cpu = store.series(TENANT, ASSET).get(0);
    assertThat(another.read(cpu, 0, NOW + DAY).size()).isEqualTo(2);
    store.compact();
    assertThat(another.read(cpu, 0, NOW + DAY).size()).isEqualTo(2);
  }

  /** More rows than Derby locks one by one. */
  @ParameterizedTest
  @EnumSource
  void aPeriodOfManySeriesGoes(TestDatabases kind) {
    var tables = open(kind);
    var rows = new JpaRows(tables);
    var chunks = new ArrayList<Rows.Stored>();
    for (int asset = 0; asset < 60; asset++) {
      var names = IntStream.range(0, 100).mapToObj(i -> new SeriesName("m" + i, "%")).toList();
      for (var series : rows.findOrMake(TENANT, new UUID(2, asset), names)) {
        chunks.add(new Rows.Stored(series.id(), Resolution.RAW, 0, new byte[] {1}));
      }
    }
    long next = Resolution.RAW.period();
    long first = chunks.get(0).series();
    chunks.add(new Rows.Stored(first, Resolution.RAW, next, new byte[] {2}));
    chunks.add(new Rows.Stored(first, Resolution.HOUR, 0, new byte[] {3}));
    rows.put(chunks);
    rows.dropChunks(Resolution.RAW, next, 4);

    assertThat(rows.chunks(first, Resolution.RAW, 0, Long.MAX_VALUE))
        .extracting(Rows.Stored::period)
        .containsExactly(next);
    assertThat(rows.chunks(first, Resolution.HOUR, 0, 1)).hasSize(1);
    assertThat(rows.chunks(first + 1, Resolution.RAW, 0, 1)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsLeftOfAForgottenTenant(TestDatabases kind) throws SQLException {
    var tables = open(kind);
    var store = store(tables, JpaJournal.open(tables));
    var other = new UUID(1, 9);
    for (var tenant : List.of(TENANT, other)) {
      for (int i = 0; i < 3; i++) {
        var points = List.of(new Point(CPU, NOW - i * DAY, i));
        store.write(List.of(new Batch(tenant, new UUID(2, i), points)), NOW);
      }
    }
    store.compact();
    var gone = store.series(TENANT, new UUID(2, 1)).get(0);
    var left = store.series(other, new UUID(2, 1)).get(0);
    store.forget(TENANT);

    assertThat(databases.get(0).tablesWith(TENANT.toString())).isEmpty();
    assertThat(store.read(gone, 0, NOW + DAY).size()).isZero();
    assertThat(store.read(left, 0, NOW + DAY).size()).isEqualTo(1);
  }

  private static Batch batch(long time, double value) {
    return new Batch(TENANT, ASSET, List.of(new Point(CPU, time, value)));
  }
}
