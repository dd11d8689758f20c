// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.rule;

import io.custode.api.alert.Alerts;
import io.custode.api.alert.NewAlert;
import io.custode.api.alert.Severity;
import io.custode.api.asset.AssetId;
import io.custode.api.error.NotFound;
import io.custode.api.error.Unavailable;
import io.custode.api.metric.MetricBatch;
import io.custode.api.policy.Policies;
import io.custode.api.policy.PolicyField;
import io.custode.api.policy.PolicyTarget;
import io.custode.plugin.monitoring.internal.ActiveAlerts;
import io.custode.plugin.monitoring.internal.Metrics;
import io.custode.plugin.monitoring.internal.store.SeriesName;
import io.custode.spi.metric.MetricListener;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at values as they come. Nodes share what an agent reports between them, so before an alert
 * is raised the store is asked what all of them got; and each reads now and then which alerts there
 * are.
 */
@Component
public final class Watcher implements MetricListener {
  static final String KIND = "monitoring.threshold";

  private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);

  private static final int ASSETS = 20_000;
  private static final Duration ALERTS_ARE_KNOWN = Duration.ofMinutes(10);

  /**
   * What comes from before that was kept while the agent was offline; what follows is waited for.
   */
  private static final Duration LATE = Duration.ofMinutes(5);

  /** What was before the time that a rule looks at: so rarely agents report at most. */
  private static final Duration BEFORE = Duration.ofMinutes(10);

  private static final class Known {
    private final AssetWatch watch = new AssetWatch();
    private Instant read = Instant.MIN;
  }

  private final Policies policies;
  private final Alerts alerts;
  private final Metrics metrics;
  private final Map<AssetId, Known> assets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<AssetId, Known> eldest) {
          return size() > ASSETS;
        }
      };

  @Activate
  public Watcher(
      @Reference Policies policies, @Reference Alerts alerts, @Reference Metrics metrics) {
    this.policies = policies;
    this.alerts = alerts;
    this.metrics = metrics;
  }

  @Override
  public void on(MetricBatch batch) {
    if (batch.points().isEmpty()) {
      return;
    }
    var known = known(batch.asset());
    synchronized (known) {
      try {
        look(known, batch);
      } catch (Unavailable | NotFound e) {
        // the database is away, or the asset was taken out just now: the next batch will tell
        known.read = Instant.MIN;
        LOG.debug("Metrics of {} were not looked at", batch.asset(), e);
      }
    }
  }

  private void look(Known known, MetricBatch batch) {
    if (known.read.plus(ALERTS_ARE_KNOWN).isBefore(Instant.now())) {
      known.watch.alerts(ActiveAlerts.of(alerts, KIND, batch.asset()));
      known.read = Instant.now();
    }
    known.watch.rules(policies.of(batch.asset(), Rules.class));
    known.watch.see(batch.points());
    var last = batch.points().get(batch.points().size() - 1).at();
    if (last.plus(LATE).isAfter(Instant.now())) {
      known.watch.findings().forEach(finding -> tell(batch, known.watch, finding, last));
    }
  }

  private synchronized Known known(AssetId asset) {
    return assets.computeIfAbsent(asset, a -> new Known());
  }

  private void tell(MetricBatch batch, AssetWatch watch, AssetWatch.Finding finding, Instant now) {
    var level = finding.level();
    if (level.isEmpty()) {
      alerts.resolve(KIND, batch.asset(), finding.key());
    } else if (isSo(batch, watch, finding, now)) {
      alerts.raise(alert(batch.asset(), watch, finding, finding.watched(), level.get()));
    } else {
      watch.forget(finding);
      return;
    }
    watch.told(finding);
  }

  /** By all that was measured, wherever it came in. */
  private boolean isSo(
      MetricBatch batch, AssetWatch watch, AssetWatch.Finding finding, Instant now) {
    var rule = finding.watched().rule();
    var name = new SeriesName(finding.series(), watch.unit(finding.series()));
    var all = new Watched(rule, null);
    var from = now.minusMillis(rule.millis()).minus(BEFORE);
    var samples = metrics.samples(batch.tenant(), batch.asset(), name, from, now);
    for (int i = 0; i < samples.size(); i++) {
      all.see(samples.time(i), samples.value(i));
    }
    // those of this batch may be on their way still
    batch.points().stream()
        .filter(point -> point.name().equals(finding.series()))
        .sorted(Comparator.comparing(point -> point.at()))
        .forEach(point -> all.see(point.at().toEpochMilli(), point.value()));
    return samples.size() == 0
        || all.level().stream().anyMatch(level -> level.compareTo(finding.level().get()) >= 0);
  }

  private NewAlert alert(
      AssetId asset, AssetWatch watch, AssetWatch.Finding finding, Watched seen, Severity level) {
    var rule = seen.rule();
    var unit = watch.unit(finding.series());
    double limit = level == Severity.CRITICAL ? rule.critical() : rule.warning();
    var what =
        switch (rule.watch()) {
          case ABOVE -> "%s is above %s".formatted(text(seen.value(), unit), text(limit, unit));
          case BELOW -> "%s is below %s".formatted(text(seen.value(), unit), text(limit, unit));
          case RISES ->
              "rose by %s, more than %s".formatted(text(seen.value(), unit), text(limit, unit));
          case FALLS ->
              "fell by %s, more than %s".formatted(text(-seen.value(), unit), text(limit, unit));
        };
    return new NewAlert(
        KIND,
        finding.key(),
        level,
        shortened(finding.series() + ": " + what),
        "Rule %s: %s, %s. Set by: %s. It ends %s from the limit."
            .formatted(
                rule.name(), what, time(rule), level(asset, watch, rule), text(rule.back(), unit)),
        asset,
        null);
  }

  private static String shortened(String title) {
    return title.length() > 200 ? title.substring(0, 200) : title;
  }

  private static String time(Rule rule) {
    return rule.minutes() == 0
        ? "at once"
        : (rule.watchesChange() ? "within " : "for ") + rule.minutes() + " minutes";
  }

  private static String text(double value, String unit) {
    var number =
        new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
    return unit.equals("1") ? number : number + " " + unit;
  }

  /** Which level of the policy says so. */
  private String level(AssetId asset, AssetWatch watch, Rule rule) {
    var field = watch.rules().field(rule);
    return policies.explain(RulesPolicy.NAME, PolicyTarget.of(asset)).fields().stream()
        .filter(one -> one.name().equals(field))
        .findFirst()
        .flatMap(Watcher::source)
        .orElse("the defaults");
  }

  private static Optional<String> source(PolicyField field) {
    return Optional.ofNullable(field.source()).map(PolicyTarget::toString);
  }
}
