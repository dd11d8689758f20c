// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.metric;

import io.custode.agent.protocol.Message.Point;
import io.custode.api.agent.AgentId;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.Assets;
import io.custode.api.error.NotFound;
import io.custode.api.error.Unavailable;
import io.custode.api.metric.LiveMetrics;
import io.custode.api.metric.MetricBatch;
import io.custode.api.metric.MetricPoint;
import io.custode.api.tenant.TenantId;
import io.custode.core.call.PluginCalls;
import io.custode.spi.metric.MetricListener;
import io.custode.spi.metric.MetricStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last quarter of an hour of every asset. Bounded for each asset and in all: the assets heard
 * of least lately go first.
 */
@Component(service = {LiveMetrics.class, MetricRing.class})
public final class MetricRing implements LiveMetrics {
  private static final Logger LOG = LoggerFactory.getLogger(MetricRing.class);

  /** What an agent says next waits for it. */
  private static final Duration LONGEST = Duration.ofSeconds(5);

  /** So long a store may be away while its plugin is updated, or the platform starts. */
  private static final Duration COMES_BACK = Duration.ofMinutes(1);

  private static final Duration TOLD_EVERY = Duration.ofMinutes(1);
  private static final Duration KEPT = Duration.ofMinutes(15);
  private static final int SERIES = 200;
  private static final int POINTS = 200;

  /** 16 bytes each. */
  private static final int IN_ALL = 2_000_000;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_./:-]{0,99}");
  private static final Pattern UNIT = Pattern.compile("[A-Za-z0-9%/.\\[\\]{}-]{1,16}");

  /** Sizes are those of the arrays, so that they tell of memory. */
  private static final class Ring {
    private final Map<String, Series> series = new LinkedHashMap<>();
    private int capacity;
  }

  private final Assets assets;
  private final PluginCalls calls;
  private final int most;
  // by last use
  private final LinkedHashMap<AssetId, Ring> rings = new LinkedHashMap<>(64, 0.75f, true);
  private int capacity;

  private final List<MetricListener> listeners = new CopyOnWriteArrayList<>();
  private final List<MetricStore> stores = new CopyOnWriteArrayList<>();

  private final LongAdder failures = new LongAdder();
  private final AtomicLong failureToldAt = new AtomicLong(System.nanoTime());

  /** When a store went, which may come back. */
  private volatile Instant left = Instant.MIN;

  @Activate
  public MetricRing(@Reference Assets assets, @Reference PluginCalls calls) {
    this(assets, calls, IN_ALL);
  }

  MetricRing(Assets assets, PluginCalls calls, int most) {
    this.assets = assets;
    this.calls = calls;
    this.most = most;
  }

  /** Plugins start after the link: what comes before theirs is for them, too. */
  @Activate
  public void waitForStores() {
    left = Instant.now();
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  public void bindListener(MetricListener listener) {
    listeners.add(calls.guarded(MetricListener.class, listener, LONGEST));
  }

  public void unbindListener(MetricListener listener) {
    listeners.remove(calls.guarded(MetricListener.class, listener, LONGEST));
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  public void bindStore(MetricStore store) {
    stores.add(calls.guarded(MetricStore.class, store, LONGEST));
  }

  public void unbindStore(MetricStore store) {
    left = Instant.now();
    stores.remove(calls.guarded(MetricStore.class, store, LONGEST));
  }

  /**
   * @param points times by the platform's clock
   * @return ends when all stores have it; with a failure if it is to be said again
   */
  public CompletionStage<?> add(TenantId tenant, AssetId asset, AgentId agent, List<Point> points) {
    var good = new ArrayList<MetricPoint>(points.size());
    for (var p : points) {
      if (NAME.matcher(p.name()).matches()
          && UNIT.matcher(p.unit()).matches()
          && Double.isFinite(p.value())) {
        good.add(new MetricPoint(p.name(), p.unit(), p.value(), p.at()));
      }
    }
    keep(asset, good);
    var batch = new MetricBatch(tenant, asset, agent, good);
    for (var listener : listeners) {
      try {
        listener.on(batch);
      } catch (RuntimeException | LinkageError e) {
        failed(listener, e);
      }
    }
    return kept(batch);
  }

  /** Told once a minute: there are batches by the hundred. */
  private void failed(MetricListener listener, Throwable failure) {
    failures.increment();
    long now = System.nanoTime();
    long before = failureToldAt.get();
    if (now - before >= 0 && failureToldAt.compareAndSet(before, now + TOLD_EVERY.toNanos())) {
      LOG.warn("{} failed on metrics ({} such failures so far)", listener, failures.sum(), failure);
    }
  }

  private CompletionStage<?> kept(MetricBatch batch) {
    if (stores.isEmpty() && left.plus(COMES_BACK).isAfter(Instant.now())) {
      return CompletableFuture.failedFuture(
          new Unavailable("What keeps metrics is away for a moment.", COMES_BACK));
    }
    return CompletableFuture.allOf(
        stores.stream().map(store -> kept(store, batch)).toArray(CompletableFuture[]::new));
  }

  private static CompletableFuture<?> kept(MetricStore store, MetricBatch batch) {
    try {
      return store.keep(batch).toCompletableFuture();
    } catch (RuntimeException | LinkageError e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private synchronized void keep(AssetId asset, List<MetricPoint> points) {
    var limit = Instant.now().minus(KEPT);
    var ring = rings.computeIfAbsent(asset, a -> new Ring());
    for (var p : points) {
      if (p.at().isBefore(limit)) {
        continue;
      }
      var series = ring.series.get(p.name());
      if (series == null && ring.series.size() < SERIES) {
        series = new Series(p.name(), p.unit());
        ring.series.put(p.name(), series);
      }
      if (series != null) {
        series.dropBefore(limit);
        series.add(p.at(), p.value(), POINTS);
      }
    }
    ring.series.values().removeIf(Series::isEmpty);
    int now = ring.series.values().stream().mapToInt(Series::capacity).sum();
    capacity += now - ring.capacity;
    ring.capacity = now;
    var oldest = rings.entrySet().iterator();
    while (capacity > most && oldest.hasNext() && rings.size() > 1) {
      capacity -= oldest.next().getValue().capacity;
      oldest.remove();
    }
  }

  @Override
  public List<MetricPoint> recent(AssetId asset) {
    if (assets.get(asset).isEmpty()) {
      throw new NotFound("asset", asset);
    }
    var limit = Instant.now().minus(KEPT);
    var points = new ArrayList<MetricPoint>();
    synchronized (this) {
      var ring = rings.get(asset);
      if (ring != null) {
        ring.series.values().forEach(s -> s.dropBefore(limit));
        ring.series.values().forEach(s -> s.copyTo(points));
      }
    }
    points.sort(Comparator.comparing(MetricPoint::at));
    return points;
  }

  /** Values there is room for now, in all. */
  synchronized int capacity() {
    return capacity;
  }
}
