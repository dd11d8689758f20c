// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal;

import io.custode.api.alert.Alerts;
import io.custode.api.alert.NewAlert;
import io.custode.api.alert.Severity;
import io.custode.api.asset.Asset;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.Assets;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.metric.MetricBatch;
import io.custode.api.metric.MetricPoint;
import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.TenantStore;
import io.custode.plugin.monitoring.internal.rows.JpaJournal;
import io.custode.plugin.monitoring.internal.rows.JpaRows;
import io.custode.plugin.monitoring.internal.rows.Tables;
import io.custode.plugin.monitoring.internal.store.Batch;
import io.custode.plugin.monitoring.internal.store.Bucket;
import io.custode.plugin.monitoring.internal.store.ChunkStore;
import io.custode.plugin.monitoring.internal.store.Curve;
import io.custode.plugin.monitoring.internal.store.Damaged;
import io.custode.plugin.monitoring.internal.store.Limits;
import io.custode.plugin.monitoring.internal.store.Point;
import io.custode.plugin.monitoring.internal.store.Retention;
import io.custode.plugin.monitoring.internal.store.Samples;
import io.custode.plugin.monitoring.internal.store.Series;
import io.custode.plugin.monitoring.internal.store.SeriesName;
import io.custode.plugin.monitoring.internal.store.Written;
import io.custode.spi.metric.MetricStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the agents measure, kept for years. */
@Component(
    service = {Metrics.class, MetricStore.class},
    configurationPid = "io.custode.monitoring")
@Designate(ocd = Metrics.Config.class)
public final class Metrics implements MetricStore {
  /** Permission to see what was measured. */
  public static final String READ = "monitoring.metric.read";

  /** Of a curve. */
  static final int MOST_POINTS = 2_000;

  static final String TOO_MANY_SERIES = "monitoring.too-many-series";

  private static final Logger LOG = LoggerFactory.getLogger(Metrics.class);

  /** 16 bytes each: a sixteenth of the memory, which the head and its copies share. */
  private static final int VALUE_PER_BYTES = 256;

  private static final int WAITING = 500_000;
  private static final int BUCKETS_OF_SUMMARY = 24;
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  /**
   * Settings of {@code io.custode.monitoring}. Changes apply at once, to values that are kept, too.
   */
  @ObjectClassDefinition(name = "Custode monitoring")
  public @interface Config {
    @AttributeDefinition(name = "Days for which each value is kept", min = "1")
    int rawDays() default 14;

    @AttributeDefinition(name = "Days for which five minutes are kept as one", min = "1")
    int fiveMinutesDays() default 396;

    @AttributeDefinition(name = "Days for which an hour is kept as one", min = "1")
    int hourDays() default 1830;

    @AttributeDefinition(name = "Series of one asset; more are refused", min = "1")
    int seriesPerAsset() default 500;
  }

  private final Assets assets;
  private final Alerts alerts;
  private final ChunkStore store;
  private final JpaJournal journal;
  private final Intake intake;
  private final Upkeep upkeep;
  private final int seriesPerAsset;

  /** Assets of which something was refused, and nobody told yet. */
  private final Set<AssetId> tooMany = ConcurrentHashMap.newKeySet();

  @Activate
  public Metrics(
      @Reference(target = "(custode.schema=pmonitoring)") TenantStore tables,
      @Reference TenantContext tenants,
      @Reference Assets assets,
      @Reference Alerts alerts,
      Config config) {
    this.assets = assets;
    this.alerts = alerts;
    this.seriesPerAsset = config.seriesPerAsset();
    var retention =
        new Retention(
            Duration.ofDays(config.rawDays()),
            Duration.ofDays(config.fiveMinutesDays()),
            Duration.ofDays(config.hourDays()));
    var own = new Tables(tables, tenants);
    journal = JpaJournal.open(own);
    store = new ChunkStore(new JpaRows(own), journal, retention, limits(), Metrics::lost);
    intake = new Intake(batches -> store.write(batches, now()), WAITING);
    upkeep = new Upkeep(store, journal);
  }

  private Limits limits() {
    long values = Runtime.getRuntime().maxMemory() / VALUE_PER_BYTES;
    int inMemory = (int) Math.min(values, Limits.USUAL.valuesInMemory());
    return new Limits(seriesPerAsset, inMemory, Limits.USUAL.ahead());
  }

  private static void lost(Damaged damaged) {
    LOG.error("Metrics were lost: {}", damaged.getMessage());
  }

  @Deactivate
  public void close() {
    intake.close();
    upkeep.close();
    // whoever comes next puts what is left into chunks
    journal.end();
  }

  @Override
  public CompletionStage<?> keep(MetricBatch batch) {
    if (tooMany.remove(batch.asset())) {
      raise(batch.asset());
    }
    var parts = new ArrayList<CompletableFuture<Written>>();
    var points = batch.points();
    for (int i = 0; i < points.size(); i += Batch.MOST_POINTS) {
      var some = points.subList(i, Math.min(i + Batch.MOST_POINTS, points.size()));
      parts.add(intake.add(batch(batch, some)).toCompletableFuture());
    }
    for (var part : parts) {
      part.thenAccept(
          written -> {
            if (written.tooMany() > 0) {
              tooMany.add(batch.asset());
            }
          });
    }
    return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new));
  }

  private static Batch batch(MetricBatch of, List<MetricPoint> points) {
    return new Batch(
        uuid(of.tenant()),
        uuid(of.asset()),
        points.stream()
            .map(
                p ->
                    new Point(new SeriesName(p.name(), p.unit()), p.at().toEpochMilli(), p.value()))
            .toList());
  }

  private void raise(AssetId asset) {
    alerts.raise(
        new NewAlert(
            TOO_MANY_SERIES,
            "series",
            Severity.WARNING,
            "Reports more series than are kept",
            "An asset may have "
                + seriesPerAsset
                + " series of metrics; further ones are refused. What it had is kept. Look for a"
                + " script or module that puts changing things into names of metrics.",
            asset,
            null));
  }

  /**
   * @return the names of an asset's series, in order
   * @throws NotFound if the caller sees no such asset
   */
  public List<SeriesName> series(AssetId asset) {
    return all(asset).stream().map(Series::name).toList();
  }

  /**
   * @return the series of an asset, by name
   * @throws NotFound if the caller sees no such asset
   */
  public List<Series> all(AssetId id) {
    Asset asset = assets.get(id).orElseThrow(() -> new NotFound("asset", id));
    return store.series(uuid(asset.tenant()), uuid(id));
  }

  /**
   * A series from a time to before another, in so many points at most.
   *
   * @throws NotFound if the caller sees no such asset, or it has no such series
   * @throws Invalid for times that cannot be, or too many points
   */
  public Curve curve(AssetId asset, SeriesName name, Instant from, Instant to, int most) {
    if (most < 2 || most > MOST_POINTS) {
      throw Invalid.field("most", "is 2 to " + MOST_POINTS);
    }
    check(from, to);
    var series =
        all(asset).stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new NotFound("series", name.name()));
    return curve(series, from, to, most);
  }

  /** The same of a series that was found, in as many points as there may be. */
  public Curve curve(Series series, Instant from, Instant to, int most) {
    return store.query(series, from.toEpochMilli(), millis(to), most, now());
  }

  /**
   * What each series of an asset was from a time to before another, about: buckets that begin
   * before it are in it as a whole. Those without values are left out.
   *
   * @throws NotFound if the caller sees no such asset
   * @throws Invalid for times that cannot be
   */
  public Map<SeriesName, Bucket> summary(AssetId asset, Instant from, Instant to) {
    check(from, to);
    var found = new LinkedHashMap<SeriesName, Bucket>();
    for (var series : all(asset)) {
      curve(series, from, to, BUCKETS_OF_SUMMARY)
          .total()
          .ifPresent(total -> found.put(series.name(), total));
    }
    return found;
  }

  /**
   * @return what was measured from a time to another and that, for the plugin's own use
   */
  public Samples samples(
      TenantId tenant, AssetId asset, SeriesName name, Instant from, Instant to) {
    return store.series(uuid(tenant), uuid(asset)).stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .map(one -> store.read(one, from.toEpochMilli(), to.toEpochMilli() + 1))
        .orElse(Samples.NONE);
  }

  private static void check(Instant from, Instant to) {
    if (from.isBefore(Instant.EPOCH) || !from.isBefore(to)) {
      throw Invalid.field("from", "is before the end, and not before 1970");
    }
  }

  /** The end of time has none. */
  private static long millis(Instant time) {
    return time.isAfter(LATEST) ? LATEST.toEpochMilli() : time.toEpochMilli();
  }

  private static long now() {
    return System.currentTimeMillis();
  }

  /** Forgets all that was measured at a tenant's. */
  void forget(TenantId tenant) {
    store.forget(uuid(tenant));
  }

  /** Another node may have forgotten some. */
  void refresh() {
    store.refresh();
  }

  /** How many values wait to be written, or to be made chunks of. */
  int waiting() {
    return intake.waiting() + store.waiting();
  }

  private static UUID uuid(TenantId id) {
    return UUID.fromString(id.value());
  }

  private static UUID uuid(AssetId id) {
    return UUID.fromString(id.value());
  }
}
