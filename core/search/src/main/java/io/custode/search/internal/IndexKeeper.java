// SPDX-License-Identifier: Apache-2.0
package io.custode.search.internal;

import io.custode.api.error.Unavailable;
import io.custode.api.json.Json;
import io.custode.api.person.PersonErased;
import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.api.tenant.Tenants;
import io.custode.core.access.Doors;
import io.custode.core.call.PluginCalls;
import io.custode.core.event.EventTap;
import io.custode.core.json.JsonMapping;
import io.custode.spi.health.HealthCheck;
import io.custode.spi.search.SearchSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferenceScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this node's index true. What an event names is read again at once; whole kinds are read
 * when their source comes and once a day, for what the node missed. The sources are right: an index
 * that fails is closed, opened and read again.
 */
@Component(
    service = {IndexKeeper.class, EventTap.class, HealthCheck.class},
    immediate = true)
public final class IndexKeeper implements EventTap, HealthCheck {
  private static final Logger LOG = LoggerFactory.getLogger(IndexKeeper.class);
  private static final int MOST_CHANGES = 20_000;

  private record Change(String type, TenantId tenant, Json event) {}

  /**
   * When it does things.
   *
   * @param look between two looks for changes
   * @param again after a failure
   * @param round between two readings of everything
   */
  record Pace(Duration look, Duration again, Duration round) {
    static final Pace USUAL =
        new Pace(Duration.ofMillis(250), Duration.ofSeconds(30), Duration.ofDays(1));
  }

  private final Path path;
  private final Reading reading;
  private final JsonMapping json;
  private final Pace pace;
  private final Sources sources;
  private final BlockingQueue<Change> changes = new ArrayBlockingQueue<>(MOST_CHANGES);
  private final ScheduledExecutorService changer = thread("custode-search-changes");
  private final ScheduledExecutorService reader = thread("custode-search-reader");

  /** Kinds whose sources failed when they were asked last. */
  private final Set<String> unread = new ConcurrentSkipListSet<>();

  private final AtomicInteger toRead = new AtomicInteger();
  private volatile @Nullable Index index;
  private volatile boolean stopped;
  private boolean failed;

  /** Somebody is to be forgotten. */
  private volatile boolean purge;

  @Activate
  public IndexKeeper(
      BundleContext bundle,
      @Reference Doors doors,
      @Reference TenantContext context,
      @Reference Tenants tenants,
      @Reference PluginCalls calls,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) JsonMapping json) {
    this(
        bundle.getDataFile("index").toPath(),
        new Reading(doors, context, tenants),
        calls,
        json,
        Pace.USUAL);
  }

  IndexKeeper(Path path, Reading reading, PluginCalls calls, JsonMapping json, Pace pace) {
    this.path = path;
    this.reading = reading;
    this.sources = new Sources(calls, this::readSoon);
    this.json = json;
    this.pace = pace;
    changer.scheduleWithFixedDelay(
        this::change, pace.look().toMillis(), pace.look().toMillis(), TimeUnit.MILLISECONDS);
    reader.scheduleWithFixedDelay(
        this::newRound, pace.round().toMillis(), pace.round().toMillis(), TimeUnit.MILLISECONDS);
  }

  private static ScheduledExecutorService thread(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        work -> {
          var made = new Thread(work, name);
          made.setDaemon(true);
          return made;
        });
  }

  @Deactivate
  public void stop() throws InterruptedException {
    stopped = true;
    // never interrupted: Lucene's files would be closed under it
    for (var thread : new ScheduledExecutorService[] {changer, reader}) {
      thread.shutdown();
    }
    changer.awaitTermination(5, TimeUnit.SECONDS);
    reader.awaitTermination(5, TimeUnit.SECONDS);
    reading.stop();
    close();
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindSource(SearchSource source) {
    sources.add(source);
  }

  void unbindSource(SearchSource source) {
    sources.remove(source);
    unread.retainAll(sources.all().stream().map(Searched::kind).toList());
  }

  Sources sources() {
    return sources;
  }

  /**
   * @return the index, unless it cannot be read now
   */
  Optional<Index> index() {
    return Optional.ofNullable(index);
  }

  @Override
  public String part() {
    return "search";
  }

  /** Never down: nothing is lost, and the rest does its work without. */
  @Override
  public Health check() {
    var now = index;
    if (now == null) {
      return new Health(true, "the index cannot be read now");
    }
    var late = unread.isEmpty() ? "" : "; not read since they failed: " + String.join(", ", unread);
    return new Health(true, now.size() + " things can be found" + late);
  }

  @Override
  public void on(String type, @Nullable TenantId tenant, Json event) {
    if (type.equals(PersonErased.class.getSimpleName())) {
      purge = true;
    }
    if (tenant != null && !sources.after(type).isEmpty()) {
      if (!changes.offer(new Change(type, tenant, event))) {
        changes.clear();
        LOG.info("More changed than can be read one by one: everything is read again");
        sources.all().forEach(this::readSoon);
      }
    }
  }

  private void change() {
    // asked first: what was erased came before
    boolean erased = purge;
    var some = new ArrayList<Change>();
    changes.drainTo(some);
    var now = index;
    if (now == null || some.isEmpty() && !erased) {
      // without an index: all is read as soon as there is one
      return;
    }
    try {
      entries(some).forEach((entry, source) -> again(now, source, entry));
      now.show();
      if (erased) {
        now.purge();
        purge = false;
      }
    } catch (IOException | UncheckedIOException | AlreadyClosedException e) {
      begunAnew(now, e);
    } catch (Unavailable e) {
      LOG.debug("Changes are read later", e);
      some.forEach(c -> on(c.type(), c.tenant(), c.event()));
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("Changes were not read; their kinds are read again", e);
      sources.all().forEach(this::readSoon);
    }
  }

  /**
   * A source that fails or takes too long is read again as a whole, and keeps no other from being
   * read.
   *
   * @throws Unavailable if the database is away, or whatever the source needs
   */
  private void again(Index now, Searched source, Entry entry) {
    if (unread.contains(source.kind())) {
      return;
    }
    try {
      reading.again(now, source, entry);
    } catch (UncheckedIOException | AlreadyClosedException | Unavailable e) {
      throw e;
    } catch (RuntimeException | LinkageError e) {
      failed(source, e);
    }
  }

  private void failed(Searched source, Throwable e) {
    LOG.info("{} could not be read for the search; again in {}", source.kind(), pace.again(), e);
    unread.add(source.kind());
    schedule(source, pace.again());
  }

  /** Each thing once, however often it changed. */
  private Map<Entry, Searched> entries(Iterable<Change> some) {
    var entries = new LinkedHashMap<Entry, Searched>();
    for (var change : some) {
      Map<?, ?> values = json.read(change.event(), Map.class);
      for (var trigger : sources.after(change.type())) {
        if (values.get(trigger.component()) instanceof String id) {
          entries.put(new Entry(trigger.source().kind(), change.tenant(), id), trigger.source());
        }
      }
    }
    return entries;
  }

  private void newRound() {
    var now = index;
    if (now != null) {
      try {
        // what no source has said for two rounds was of a plugin or tenant that is gone
        now.removeOlder(System.currentTimeMillis() - 2 * pace.round().toMillis());
      } catch (IOException | AlreadyClosedException e) {
        begunAnew(now, e);
      }
    }
    sources.all().forEach(this::readSoon);
  }

  private void readSoon(Searched source) {
    schedule(source, Duration.ZERO);
  }

  private void schedule(Searched source, Duration in) {
    toRead.incrementAndGet();
    try {
      reader.schedule(() -> read(source), in.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("{} is not read: the node stops", source.kind(), e);
    }
  }

  private void read(Searched source) {
    boolean last = toRead.decrementAndGet() == 0;
    if (stopped || !sources.all().contains(source)) {
      return;
    }
    Index now = null;
    try {
      now = opened();
      // what changes from here on is read again, also if this takes its time
      unread.remove(source.kind());
      reading.whole(now, source, () -> !stopped);
      now.show();
      if (last) {
        // once for all kinds: each was written anew, so it rewrites the files
        now.purge();
      } else {
        now.keep();
      }
    } catch (IOException | UncheckedIOException | AlreadyClosedException e) {
      begunAnew(now, e);
    } catch (RuntimeException | LinkageError e) {
      failed(source, e);
    }
  }

  private synchronized Index opened() throws IOException {
    var now = index;
    if (now == null) {
      now = failed ? Index.create(path) : Index.open(path);
      index = now;
      failed = false;
    }
    return now;
  }

  /** Whoever finds it broken closes it; everything is read into the next. */
  private synchronized void begunAnew(@Nullable Index broken, Exception why) {
    if (stopped || broken != index) {
      return;
    }
    LOG.warn("The search index failed; it is begun anew in {}", pace.again(), why);
    close();
    failed = true;
    sources.all().forEach(source -> schedule(source, pace.again()));
  }

  private synchronized void close() {
    var now = index;
    index = null;
    if (now != null) {
      try {
        now.close();
      } catch (IOException | AlreadyClosedException e) {
        LOG.debug("The index was not closed in order; it is read again", e);
      }
    }
  }
}
