// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.agent.AgentId;
import io.custode.api.alert.AlertQuery;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.AssetKind;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.error.Unavailable;
import io.custode.api.metric.MetricBatch;
import io.custode.api.metric.MetricPoint;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.TenantStore;
import io.custode.persistence.testing.TestDatabase;
import io.custode.persistence.testing.TestDatabases;
import io.custode.plugin.monitoring.internal.rows.PluginSchema;
import io.custode.plugin.monitoring.internal.store.SeriesName;
import io.custode.testing.fake.FakeAlerts;
import io.custode.testing.fake.FakeAssets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class MetricsTest {
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private static final SeriesName CPU = new SeriesName("cpu.used", "%");

  private final TenantId tenant = TenantId.next();
  private final FakeAssets assets = new FakeAssets(tenant);
  private final FakeAlerts alerts = new FakeAlerts(tenant);
  private final AssetId machine = assets.add("pc-1", AssetKind.WORKSTATION).id();
  private final List<AutoCloseable> open = new ArrayList<>();
  private TestDatabase database;
  private TenantStore tables;

  @AfterEach
  void close() throws Exception {
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).close();
    }
  }

  private Metrics open(TestDatabases kind) {
    database = kind.open();
    open.add(database);
    tables = PluginSchema.of(database);
    return open();
  }

  private Metrics open() {
    var metrics =
        new Metrics(tables, PluginSchema.provider(database), assets, alerts, new FewSeries());
    open.add(metrics::close);
    return metrics;
  }

  private void keep(Metrics metrics, AssetId asset, List<MetricPoint> points) throws Exception {
    metrics
        .keep(new MetricBatch(tenant, asset, AgentId.next(), points))
        .toCompletableFuture()
        .get(20, TimeUnit.SECONDS);
  }

  private static MetricPoint point(String name, int secondsAgo, double value) {
    return new MetricPoint(name, "%", value, NOW.minusSeconds(secondsAgo));
  }

  private static List<MetricPoint> points(String name, int count) {
    return IntStream.range(0, count).mapToObj(i -> point(name, count - i, i)).toList();
  }

  private long count(Metrics metrics, AssetId asset) {
    return metrics.summary(asset, Instant.EPOCH, NOW.plusSeconds(1)).values().stream()
        .mapToLong(bucket -> bucket.count())
        .sum();
  }

  @ParameterizedTest
  @EnumSource
  void whatIsKeptIsReadAlsoAfterAnUpdate(TestDatabases kind) throws Exception {
    var metrics = open(kind);
    keep(metrics, machine, points("cpu.used", 50));
    assertThat(metrics.series(machine)).containsExactly(CPU);
    var curve = metrics.curve(machine, CPU, NOW.minusSeconds(100), NOW, 200);
    assertThat(curve.buckets()).hasSize(50);
    assertThat(curve.buckets().get(49).last()).isEqualTo(49);
    assertThat(metrics.waiting()).isEqualTo(50);
    metrics.close();
    assertThatThrownBy(() -> keep(metrics, machine, points("cpu.used", 1)))
        .hasCauseInstanceOf(Unavailable.class);

    var next = open();
    assertThat(count(next, machine)).isEqualTo(50);
    keep(next, machine, points("cpu.used", 60));
    assertThat(count(next, machine)).isEqualTo(60);
  }

  @ParameterizedTest
  @EnumSource
  void aRogueAgentGetsSoManySeriesAndAnAlertAndHarmsNobody(TestDatabases kind) throws Exception {
    var metrics = open(kind);
    var other = assets.add("pc-2", AssetKind.WORKSTATION).id();
    for (int batch = 0; batch < 3; batch++) {
      int first = batch * 15_000;
      keep(
          metrics,
          machine,
          IntStream.range(first, first + 15_000).mapToObj(i -> point("m" + i, 5, i)).toList());
    }
    keep(metrics, other, points("cpu.used", 3));

    assertThat(metrics.series(machine)).hasSize(10);
    assertThat(count(metrics, other)).isEqualTo(3);
    assertThat(alerts.find(AlertQuery.ANY, PageRequest.first()).items())
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.kind()).isEqualTo(Metrics.TOO_MANY_SERIES);
              assertThat(alert.asset()).isEqualTo(machine);
            });
  }

  @ParameterizedTest
  @EnumSource
  void whatCannotBeAskedIsRefused(TestDatabases kind) throws Exception {
    var metrics = open(kind);
    keep(metrics, machine, points("cpu.used", 1));
    var before = NOW.minus(Duration.ofDays(1));

    assertThatThrownBy(() -> metrics.series(AssetId.next())).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> metrics.curve(machine, new SeriesName("x", "%"), before, NOW, 9))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> metrics.curve(machine, CPU, NOW, before, 9))
        .isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> metrics.curve(machine, CPU, Instant.MIN, NOW, 9))
        .isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> metrics.curve(machine, CPU, before, NOW, 1))
        .isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> metrics.curve(machine, CPU, before, NOW, 2001))
        .isInstanceOf(Invalid.class);
    assertThat(metrics.curve(machine, CPU, before, Instant.MAX, 9).buckets()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void aTenantThatIsGoneIsForgotten(TestDatabases kind) throws Exception {
    var metrics = open(kind);
    keep(metrics, machine, points("cpu.used", 5));
    metrics.forget(tenant);

    assertThat(metrics.series(machine)).isEmpty();
    assertThat(count(metrics, machine)).isZero();
  }
}
