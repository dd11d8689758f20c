// SPDX-License-Identifier: Apache-2.0
package io.custode.benchmarks;

import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.testing.TestDatabase;
import io.custode.persistence.testing.TestDatabases;
import io.custode.plugin.monitoring.internal.rows.ChunkEntity;
import io.custode.plugin.monitoring.internal.rows.CommitEntity;
import io.custode.plugin.monitoring.internal.rows.CounterEntity;
import io.custode.plugin.monitoring.internal.rows.JpaJournal;
import io.custode.plugin.monitoring.internal.rows.JpaRows;
import io.custode.plugin.monitoring.internal.rows.SeriesEntity;
import io.custode.plugin.monitoring.internal.rows.Tables;
import io.custode.plugin.monitoring.internal.rows.WriterEntity;
import io.custode.plugin.monitoring.internal.store.Batch;
import io.custode.plugin.monitoring.internal.store.ChunkStore;
import io.custode.plugin.monitoring.internal.store.Limits;
import io.custode.plugin.monitoring.internal.store.Point;
import io.custode.plugin.monitoring.internal.store.Retention;
import io.custode.plugin.monitoring.internal.store.Series;
import io.custode.plugin.monitoring.internal.store.SeriesName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The store of metrics in a database, without a platform around it: what a value takes to write and
 * to keep, and what it takes to read a series as there is more and more. Arguments: DERBY or
 * POSTGRESQL (at {@code -Dcustode.it.postgresql}), days (30), assets (10).
 */
public final class StoreBenchmark {
  private static final long START = 1_790_000_000_000L;
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long EVERY = 30_000;
  private static final int SERIES = 20;
  private static final int READS = 200;
  private static final UUID TENANT = new UUID(1, 1);

  private final TestDatabase database;
  private final ChunkStore store;
  private final int assets;
  private final Random random = new Random(1);
  private final double[][] last;

  private StoreBenchmark(TestDatabase database, int assets) {
    this.database = database;
    this.assets = assets;
    this.last = new double[assets][SERIES];
    var tables =
        database.schema(
            "pmonitoring",
            "META-INF/custode/changelog.xml",
            WriterEntity.class,
            CommitEntity.class,
            SeriesEntity.class,
            ChunkEntity.class,
            CounterEntity.class);
    var own = new Tables(tables, new ProviderOf(database));
    store =
        new ChunkStore(
            new JpaRows(own),
            JpaJournal.open(own),
            Retention.USUAL,
            Limits.USUAL,
            damaged -> {
              throw damaged;
            });
  }

  private record ProviderOf(TestDatabase database) implements TenantContext {
    @Override
    public Optional<TenantId> current() {
      return Optional.empty();
    }

    @Override
    public <T> T in(TenantId tenant, Supplier<T> work) {
      return database.as(tenant.value(), work);
    }

    @Override
    public <T> T asProvider(Supplier<T> work) {
      return database.provider(work);
    }
  }

  public static void main(String[] arguments) throws SQLException {
    var kind = TestDatabases.valueOf(arguments.length > 0 ? arguments[0] : "DERBY");
    int days = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 30;
    int assets = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 10;
    try (var database = kind.open()) {
      new StoreBenchmark(database, assets).run(days);
    }
  }

  private void run(int days) throws SQLException {
    long values = 0;
    long began = System.nanoTime();
    for (int day = 0; day < days; day++) {
      values += write(START + day * DAY);
      if (day + 1 == Math.max(1, days / 10) || day + 1 == days) {
        print(
            "%d days, %d values: written in %.2f us each, %.2f bytes each with indexes"
                .formatted(
                    day + 1,
                    values,
                    (System.nanoTime() - began) / 1e3 / values,
                    (double) bytes() / values));
        long now = START + (day + 1) * DAY;
        read("a day, 300 points", now - DAY, now, 300);
        read("an hour, each value", now - DAY / 24, now, 300);
        read(day + 1 + " days, 1,000 points", now - (day + 1) * DAY, now, 1000);
      }
    }
  }

  /** A day, of which chunks are made each half hour. */
  private long write(long start) {
    long values = 0;
    for (long time = start; time < start + DAY; time += EVERY) {
      var batches = new ArrayList<Batch>();
      for (int asset = 0; asset < assets; asset++) {
        batches.add(batch(asset, time + random.nextInt(6)));
        values += SERIES;
      }
      store.write(batches, time);
      if ((time - start) % Duration.ofMinutes(30).toMillis() == 0) {
        store.compact();
      }
    }
    store.compact();
    return values;
  }

  /** A third each: shares of a tenth, counts that rise, sizes that walk. */
  private Batch batch(int asset, long time) {
    var points = new ArrayList<Point>();
    for (int i = 0; i < SERIES; i++) {
      double before = last[asset][i];
      double next =
          switch (i % 3) {
            case 0 -> Math.rint(Math.abs(200 + 80 * random.nextGaussian())) / 10;
            case 1 -> before + 30;
            default -> before + 4096 * Math.rint(20 * random.nextGaussian());
          };
      last[asset][i] = next;
      points.add(new Point(new SeriesName("metric.number." + i, "1"), time, next));
    }
    return new Batch(TENANT, new UUID(2, asset), points);
  }

  private void read(String what, long from, long to, int most) {
    var all = new ArrayList<Series>();
    for (int asset = 0; asset < assets; asset++) {
      all.addAll(store.series(TENANT, new UUID(2, asset)));
    }
    var millis = new double[READS];
    int points = 0;
    for (int i = -READS / 4; i < READS; i++) {
      var series = all.get(random.nextInt(all.size()));
      long began = System.nanoTime();
      points = store.query(series, from, to, most, to).buckets().size();
      if (i >= 0) {
        millis[i] = (System.nanoTime() - began) / 1e6;
      }
    }
    Arrays.sort(millis);
    print(
        "  %s: %d, p50 %.2f ms, p95 %.2f ms"
            .formatted(what, points, millis[READS / 2], millis[READS * 95 / 100]));
  }

  private long bytes() throws SQLException {
    var tables = List.of("series", "chunk", "log", "writer");
    long bytes = 0;
    try (Connection connection = database.owner();
        Statement statement = connection.createStatement()) {
      for (var table : tables) {
        var sql =
            database.kind() == TestDatabases.POSTGRESQL
                ? "select pg_total_relation_size('pmonitoring." + table + "')"
                : "select sum(numallocatedpages * pagesize) from table"
                      + " (syscs_diag.space_table('PMONITORING', '"
                    + table.toUpperCase(java.util.Locale.ROOT)
                    + "')) as t";
        try (ResultSet row = statement.executeQuery(sql)) {
          row.next();
          bytes += row.getLong(1);
        }
      }
    }
    return bytes;
  }

  private static void print(String line) {
    System.out.println(line);
  }
}
