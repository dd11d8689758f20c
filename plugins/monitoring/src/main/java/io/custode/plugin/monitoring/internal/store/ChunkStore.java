// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Keeps the values of all assets. What is written is in the store's log when {@link #write}
 * returns, and is seen from then on, by other stores on the same rows too; {@link #compact} puts it
 * into chunks and drops the log. What a store left in its log when its node died, {@link #adopt}
 * puts into chunks.
 *
 * <p>Of values for the same series and time the one that a store wrote last is kept. Methods may be
 * called by any thread. What rows and journals throw, they throw.
 */
public final class ChunkStore {
  public static final int MOST_BUCKETS = 10_000;

  /** Of each resolution, at a time: a clock that is wrong for an hour does little harm. */
  static final int PERIODS_THAT_GO = 4;

  private static final int COMMITS_AT_ONCE = 100;

  private final Rows rows;
  private final Journal journal;
  private final Retention retention;
  private final Limits limits;
  private final Consumer<Damaged> faults;
  private final Catalog catalog;
  private final Door door;
  private final Chunks chunks;
  private final Head head = new Head();
  private final Tails tails;
  private final Object writing = new Object();
  private final Object compacting = new Object();

  private volatile boolean isClosed;

  /** Whether the last commit failed: it may be in the log all the same. */
  private boolean isUnsure;

  /**
   * Opens a store with a journal that is new.
   *
   * @param faults told of stored values that cannot be read any more and are lost
   */
  public ChunkStore(
      Rows rows, Journal journal, Retention retention, Limits limits, Consumer<Damaged> faults) {
    this.rows = rows;
    this.journal = journal;
    this.retention = retention;
    this.limits = limits;
    this.faults = faults;
    this.catalog = new Catalog(rows, limits.seriesPerAsset());
    this.door = new Door(catalog, limits, retention);
    this.chunks = new Chunks(rows, faults);
    this.tails = new Tails(journal, this::entries);
  }

  /**
   * Writes what may be kept of some batches, in one commit; it is durable when this returns. If
   * this throws, it may be written or not, all or nothing; writing it again does no harm.
   *
   * @return what became of each
   */
  public List<Written> write(List<Batch> batches, long now) {
    synchronized (writing) {
      var passed = batches.stream().map(batch -> door.pass(batch, now)).toList();
      var entries =
          passed.stream().filter(one -> one.written().taken() > 0).map(Door.Passed::entry).toList();
      if (!entries.isEmpty()) {
        makeRoom();
        append(entries);
      }
      return passed.stream().map(Door.Passed::written).toList();
    }
  }

  /** Makes chunks of all that is in memory. */
  public void compact() {
    synchronized (compacting) {
      compaction(journal, head).run();
    }
  }

  /**
   * Makes chunks of what another store left in its journal. Harmless if that store is open all the
   * same, or is adopted twice.
   *
   * @throws UnknownFormat if a later release wrote it
   */
  public void adopt(Journal left) {
    synchronized (compacting) {
      var found = new Head();
      for (var more = left.commits(0, COMMITS_AT_ONCE);
          !more.isEmpty() && !isClosed;
          more = left.commits(found.commit(), COMMITS_AT_ONCE)) {
        more.forEach(commit -> found.add(commit.number(), entries(commit)));
        if (found.size() >= limits.valuesInMemory()) {
          compaction(left, found).run();
        }
      }
      compaction(left, found).run();
    }
  }

  /**
   * Drops what is older than it is to be kept, the oldest first and not much at a time: to be
   * called each hour.
   */
  public void expire(long now) {
    for (var resolution : Resolution.values()) {
      long start = retention.start(resolution, now);
      rows.dropChunks(resolution, resolution.periodOf(start), PERIODS_THAT_GO);
    }
  }

  /** Forgets a tenant's values; other stores on the same rows must be told, too. */
  public void forget(UUID tenant) {
    catalog.clear();
    rows.forget(tenant);
  }

  /** Breaks off what takes long; what is in the log, others make chunks of. */
  public void close() {
    isClosed = true;
  }

  /** Reads again which series there are: others may have removed some. */
  public void refresh() {
    catalog.clear();
  }

  /**
   * @return all series of an asset
   */
  public List<Series> series(UUID tenant, UUID asset) {
    return rows.series(tenant, asset);
  }

  /**
   * @return the values of a series from a time to before another, as they were measured
   * @throws IllegalArgumentException if it begins before 1970 or ends before it begins
   */
  public Samples read(Series series, long from, long to) {
    check(from, to);
    // first what is in memory: it may be in a chunk a moment later, and not the other way round
    var fresh = fresh(series, from, to);
    var all = chunks.raw(series.id(), Resolution.RAW.periodOf(from), to);
    for (var later : fresh.values()) {
      all = all.merge(later);
    }
    return all.cut(from, to);
  }

  /**
   * A series from a time to before another in at most so many buckets, read from the coarsest
   * resolution that is fine enough, among those that still have the time where it begins.
   *
   * @param most 2 to {@value #MOST_BUCKETS}
   * @throws IllegalArgumentException if it is not, or for times as {@link #read} does
   */
  public Curve query(Series series, long from, long to, int most, long now) {
    check(from, to);
    if (most < 2 || most > MOST_BUCKETS) {
      throw new IllegalArgumentException("2 to " + MOST_BUCKETS + " buckets, not " + most);
    }
    // steps are counted from 1970, so that a curve stands still while time goes by: one more
    long finest = Math.max(1, wholes(to - from, most - 1));
    var resolution = resolution(from, finest, now);
    long step = wholes(finest, resolution.step()) * resolution.step();
    if (resolution != Resolution.RAW) {
      var buckets = buckets(series, resolution, Resolution.floor(from, resolution.step()), to);
      return new Curve(resolution, step, Buckets.together(buckets.toList(), step));
    }
    var samples = read(series, from, to);
    var each = Buckets.each(samples);
    return samples.size() <= most
        ? new Curve(resolution, 0, each)
        : new Curve(resolution, step, Buckets.together(each, step));
  }

  /** Whether it is time to compact, before a writer has to. */
  public boolean isFilling() {
    return head.size() >= limits.valuesInMemory() / 2;
  }

  /** How many values are in memory, and not in chunks yet. */
  public int waiting() {
    return head.size();
  }

  private static void check(long from, long to) {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("There is no time from " + from + " to " + to + ".");
    }
  }

  /** How many of a length cover another. */
  private static long wholes(long length, long of) {
    return length / of + (length % of == 0 ? 0 : 1);
  }

  private Resolution resolution(long from, long finest, long now) {
    var best = Resolution.HOUR;
    for (var finer : List.of(Resolution.FIVE_MINUTES, Resolution.RAW)) {
      if (best.step() > finest && retention.start(finer, now) <= from) {
        best = finer;
      }
    }
    return best;
  }

  private Buckets buckets(Series series, Resolution resolution, long from, long to) {
    var fresh = fresh(series, from, to);
    var all = chunks.buckets(series.id(), resolution, resolution.periodOf(from), to);
    for (var period : fresh.entrySet()) {
      var samples = chunks.raw(series.id(), period.getKey(), period.getValue());
      all = all.merge(Buckets.of(samples, resolution.step()));
    }
    return all.cut(from, to);
  }

  private Compaction compaction(Journal of, Head values) {
    return new Compaction(rows, of, values, chunks, () -> isClosed);
  }

  private NavigableMap<Long, Samples> fresh(Series series, long from, long to) {
    var all = tails.periods(series.id(), from, to);
    head.periods(series.id(), from, to)
        .forEach((period, later) -> all.merge(period, later, Samples::merge));
    return all;
  }

  private void append(List<Head.Entry> entries) {
    if (isUnsure) {
      catchUp();
    }
    isUnsure = true;
    long number = head.commit() + 1;
    journal.append(number, Log.write(entries.stream().map(Head.Entry::batch).toList()));
    head.add(number, entries);
    isUnsure = false;
  }

  private void makeRoom() {
    if (head.size() >= limits.valuesInMemory()) {
      compact();
    }
  }

  /** Reads what is in the log all the same. */
  private void catchUp() {
    for (var more = more(); !more.isEmpty(); more = more()) {
      more.forEach(commit -> head.add(commit.number(), entries(commit)));
    }
  }

  private List<Journal.Commit> more() {
    return journal.commits(head.commit(), COMMITS_AT_ONCE);
  }

  private List<Head.Entry> entries(Journal.Commit commit) {
    try {
      return Log.read(commit.log()).stream().map(this::entry).toList();
    } catch (Damaged e) {
      faults.accept(new Damaged("Commit " + commit.number(), e));
      return List.of();
    }
  }

  private Head.Entry entry(Batch batch) {
    var names = new LinkedHashSet<SeriesName>();
    batch.points().forEach(point -> names.add(point.name()));
    return new Head.Entry(batch, catalog.series(batch.tenant(), batch.asset(), names));
  }
}
