// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.foresee;

import io.custode.api.alert.Alerts;
import io.custode.api.alert.NewAlert;
import io.custode.api.alert.Severity;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.AssetQuery;
import io.custode.api.asset.Assets;
import io.custode.api.error.NotFound;
import io.custode.api.page.PageRequest;
import io.custode.api.policy.Policies;
import io.custode.plugin.monitoring.internal.ActiveAlerts;
import io.custode.plugin.monitoring.internal.Metrics;
import io.custode.plugin.monitoring.internal.rule.Rules;
import io.custode.plugin.monitoring.internal.store.Series;
import io.custode.spi.job.Job;
import io.custode.spi.job.JobSchedule;
import io.custode.spi.job.JobScope;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says of disks that they will be full, before they are. */
@Component(service = Job.class)
@JobSchedule(
    name = "monitoring.disk-foresee",
    description = "Foresees disks that will be full",
    cron = "0 17 * * * ?",
    perTenant = true,
    idempotent = true)
public final class ForeseeDisks implements Job {
  static final String KIND = "monitoring.disk-full-soon";

  private static final Logger LOG = LoggerFactory.getLogger(ForeseeDisks.class);

  private static final String DISKS = "disk.used.percent:";
  private static final int BUCKETS = 1_000;
  private static final Duration URGENT = Duration.ofDays(2);

  private final Assets assets;
  private final Alerts alerts;
  private final Policies policies;
  private final Metrics metrics;

  @Activate
  public ForeseeDisks(
      @Reference Assets assets,
      @Reference Alerts alerts,
      @Reference Policies policies,
      @Reference Metrics metrics) {
    this.assets = assets;
    this.alerts = alerts;
    this.policies = policies;
    this.metrics = metrics;
  }

  @Override
  public void run(JobScope scope) {
    var page = PageRequest.first(PageRequest.MAX);
    while (page != null && !scope.isCancelled()) {
      var some = assets.find(AssetQuery.ANY, page);
      for (var asset : some.items()) {
        if (!scope.isCancelled()) {
          lookIfThere(asset.id());
        }
      }
      page = next(some.next());
    }
  }

  private static @Nullable PageRequest next(@Nullable String cursor) {
    return cursor == null ? null : new PageRequest(PageRequest.MAX, cursor);
  }

  private void lookIfThere(AssetId asset) {
    try {
      look(asset);
    } catch (NotFound e) {
      // it was taken out meanwhile
      LOG.debug("{} is not looked at", asset, e);
    }
  }

  private void look(AssetId asset) {
    var days = policies.of(asset, Rules.class).diskFullDays();
    var now = Instant.now();
    var there = ActiveAlerts.of(alerts, KIND, asset);
    for (var series : metrics.all(asset)) {
      var disk = series.name().name();
      if (disk.startsWith(DISKS)) {
        boolean isForeseen = days != null && look(asset, series, Duration.ofDays(days), now);
        if (!isForeseen && there.containsKey(disk)) {
          alerts.resolve(KIND, asset, disk);
        }
      }
    }
  }

  /**
   * @return whether it will be full within that time
   */
  private boolean look(AssetId asset, Series series, Duration within, Instant now) {
    var disk = series.name().name();
    var forecast =
        Foresight.reaches(
            100, now, window -> metrics.curve(series, now.minus(window), now, BUCKETS).buckets());
    if (forecast.isEmpty() || forecast.get().at().isAfter(now.plus(within))) {
      return false;
    }
    var full = forecast.get();
    boolean isUrgent = full.at().isBefore(now.plus(URGENT));
    alerts.raise(
        new NewAlert(
            KIND,
            disk,
            isUrgent ? Severity.CRITICAL : Severity.WARNING,
            "Disk %s will be full in about %s"
                .formatted(disk.substring(DISKS.length()), text(Duration.between(now, full.at()))),
            "By its trend it is full at %s, with nine in ten between %s and %s."
                .formatted(minute(full.at()), minute(full.earliest()), minute(full.latest())),
            asset,
            null));
    return true;
  }

  private static String text(Duration left) {
    if (left.compareTo(Duration.ofHours(48)) >= 0) {
      return left.toDays() + " days";
    }
    return left.compareTo(Duration.ofHours(2)) >= 0
        ? left.toHours() + " hours"
        : Math.max(0, left.toMinutes()) + " minutes";
  }

  private static String minute(Instant time) {
    return time.equals(Instant.MAX) ? "never" : time.truncatedTo(ChronoUnit.MINUTES).toString();
  }
}
