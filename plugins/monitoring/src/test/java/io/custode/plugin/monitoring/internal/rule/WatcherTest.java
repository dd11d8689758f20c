// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.custode.api.agent.AgentId;
import io.custode.api.alert.Alert;
import io.custode.api.alert.AlertQuery;
import io.custode.api.alert.Alerts;
import io.custode.api.alert.Severity;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.AssetKind;
import io.custode.api.error.Unavailable;
import io.custode.api.metric.MetricBatch;
import io.custode.api.metric.MetricPoint;
import io.custode.api.page.PageRequest;
import io.custode.api.policy.EffectivePolicy;
import io.custode.api.policy.Policies;
import io.custode.api.policy.PolicyField;
import io.custode.api.policy.PolicyTarget;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.testing.TestDatabase;
import io.custode.persistence.testing.TestDatabases;
import io.custode.plugin.monitoring.internal.FewSeries;
import io.custode.plugin.monitoring.internal.Metrics;
import io.custode.plugin.monitoring.internal.rows.PluginSchema;
import io.custode.testing.fake.FakeAlerts;
import io.custode.testing.fake.FakeAssets;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WatcherTest {
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private static final String ROOT = "disk.used.percent:/";

  private final TenantId tenant = TenantId.next();
  private final FakeAssets assets = new FakeAssets(tenant);
  private final FakeAlerts alerts = new FakeAlerts(tenant);
  private final AssetId machine = assets.add("pc-1", AssetKind.WORKSTATION).id();
  private final Rules rules =
      new Rules(null, null, new Rules.Limits(90.0, 97.0, 2, 2), null, List.of());
  private TestDatabase database;
  private Metrics metrics;
  private boolean isAway;

  @BeforeEach
  void open() {
    database = TestDatabases.DERBY.open();
    metrics =
        new Metrics(
            PluginSchema.of(database),
            PluginSchema.provider(database),
            assets,
            alerts,
            new FewSeries());
  }

  @AfterEach
  void close() {
    metrics.close();
    database.close();
  }

  private Watcher watcher() {
    return new Watcher(policies(), away(), metrics);
  }

  /** What applies is set by the tenant. */
  private Policies policies() {
    var field = new PolicyField("disk", null, PolicyTarget.TENANT, List.of());
    var effective =
        new EffectivePolicy(RulesPolicy.NAME, true, PolicyTarget.of(machine), List.of(field));
    return (Policies)
        Proxy.newProxyInstance(
            Policies.class.getClassLoader(),
            new Class<?>[] {Policies.class},
            (proxy, method, arguments) -> method.getName().equals("of") ? rules : effective);
  }

  /** Alerts of a platform whose database is away now and then. */
  private Alerts away() {
    return (Alerts)
        Proxy.newProxyInstance(
            Alerts.class.getClassLoader(),
            new Class<?>[] {Alerts.class},
            (proxy, method, arguments) -> {
              if (isAway) {
                throw new Unavailable("The database is away.", Duration.ofSeconds(1));
              }
              try {
                return method.invoke(alerts, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private MetricBatch batch(int secondsAgo, double value) {
    var point = new MetricPoint(ROOT, "%", value, NOW.minusSeconds(secondsAgo));
    return new MetricBatch(tenant, machine, AgentId.next(), List.of(point));
  }

  private void keep(MetricBatch batch) throws Exception {
    metrics.keep(batch).toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private List<Alert> active() {
    var query = new AlertQuery(machine, Watcher.KIND, null, null, true, null, null);
    return alerts.find(query, PageRequest.first()).items();
  }

  @Test
  void anAlertSaysWhatItIsAndEnds() throws Exception {
    var watcher = watcher();
    for (int ago = 180; ago >= 0; ago -= 30) {
      watcher.on(batch(ago, 96.25));
      keep(batch(ago, 96.25));
    }

    assertThat(active())
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.title()).isEqualTo(ROOT + ": 96.25 % is above 90 %");
              assertThat(alert.severity()).isEqualTo(Severity.WARNING);
              assertThat(alert.detail())
                  .contains("Rule disk:", "for 2 minutes", "Set by: tenant", "2 % from the limit");
            });
    watcher.on(batch(-10, 80));
    assertThat(active()).isEmpty();
  }

  /** Half of what the agent reports comes to another node. */
  @Test
  void whatAnotherNodeGotCounts() throws Exception {
    var watcher = watcher();
    for (int ago = 180; ago >= 0; ago -= 60) {
      watcher.on(batch(ago, 95));
      keep(batch(ago, 95));
      keep(batch(ago - 30, 50));
    }
    assertThat(active()).isEmpty();
  }

  @Test
  void aNodeThatStartsEndsTheAlertOfOneThatDied() throws Exception {
    var died = watcher();
    for (int ago = 180; ago >= 60; ago -= 30) {
      died.on(batch(ago, 95));
    }
    assertThat(active()).hasSize(1);
    watcher().on(batch(30, 50));

    assertThat(active()).isEmpty();
  }

  /** Otherwise the plugin were taken out of service for what is the database's fault. */
  @Test
  void whileTheDatabaseIsAwayNothingFailsAndItIsToldLater() {
    var watcher = watcher();
    isAway = true;
    for (int ago = 240; ago >= 60; ago -= 30) {
      watcher.on(batch(ago, 95));
    }
    isAway = false;
    for (int ago = 150; ago >= 0; ago -= 30) {
      watcher.on(batch(ago, 95));
    }

    assertThat(active()).hasSize(1);
  }

  @Test
  void whatWasSoWhileTheAgentWasOfflineIsNotTold() {
    var watcher = watcher();
    for (int ago = 3600; ago >= 1800; ago -= 30) {
      watcher.on(batch(ago, 95));
    }
    watcher.on(batch(0, 50));

    assertThat(alerts.find(AlertQuery.ANY, PageRequest.first()).items()).isEmpty();
  }
}
