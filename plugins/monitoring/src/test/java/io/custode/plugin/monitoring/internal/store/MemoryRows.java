// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a disk would have; dies or stumbles where a test wants it to. */
final class MemoryRows implements Rows {
  /** The process ends here. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  /** A call fails, and the process goes on. */
  static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** When a call ends badly. */
  enum Moment {
    BEFORE,
    /** Of several rows half are done. */
    WITHIN,
    AFTER
  }

  private record Place(long series, Resolution resolution, long period)
      implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int order = Long.compare(series, other.series);
      order = order == 0 ? resolution.compareTo(other.resolution) : order;
      return order == 0 ? Long.compare(period, other.period) : order;
    }
  }

  private final List<MemoryJournal> journals = new ArrayList<>();
  private final TreeMap<Place, byte[]> chunks = new TreeMap<>();
  private final List<Series> series = new ArrayList<>();
  private long made;
  private int appends;

  private int callsLeft;
  private Moment moment = Moment.BEFORE;
  private @Nullable Throwable end;
  private Runnable afterRead = () -> {};
  private Runnable afterPut = () -> {};

  /** Lets the call after some others end badly: with a {@link Killed} or a {@link Failed}. */
  void endAfter(int calls, Moment at, Throwable with) {
    callsLeft = calls;
    moment = at;
    end = with;
  }

  /** All calls end well again. */
  void heal() {
    end = null;
  }

  /** What happens on another thread just after chunks are read the next time. */
  void afterNextRead(Runnable work) {
    afterRead = work;
  }

  /** What happens on another thread just after chunks are put the next time. */
  void afterNextPut(Runnable work) {
    afterPut = work;
  }

  int appends() {
    return appends;
  }

  /** All that is in journals, oldest first. */
  synchronized List<byte[]> commits() {
    return journals.stream().flatMap(journal -> journal.commits.values().stream()).toList();
  }

  /** A store with a journal of its own, which adopts what all before it left, as after a crash. */
  ChunkStore restart(Limits limits, Consumer<Damaged> faults) {
    var before = List.copyOf(journals);
    var store = open(limits, faults);
    before.forEach(store::adopt);
    return store;
  }

  /** A store with a journal of its own. */
  synchronized ChunkStore open(Limits limits, Consumer<Damaged> faults) {
    var journal = new MemoryJournal("j" + journals.size());
    journals.add(journal);
    return new ChunkStore(this, journal, Retention.USUAL, limits, faults);
  }

  /** How many chunks there are of a resolution. */
  long chunks(Resolution resolution) {
    return chunks.keySet().stream().filter(place -> place.resolution == resolution).count();
  }

  /** Changes one byte of each chunk of a resolution. */
  void damage(Resolution resolution) {
    chunks.forEach(
        (place, chunk) -> {
          if (place.resolution == resolution) {
            chunk[chunk.length / 2]++;
          }
        });
  }

  private boolean isDue(Moment now) {
    return end != null && callsLeft == 0 && moment == now;
  }

  private void end(Moment now) {
    if (isDue(now)) {
      var with = end;
      // a killed process makes no other call
      if (with instanceof Failed failed) {
        heal();
        throw failed;
      }
      throw (Killed) with;
    }
  }

  private void begin() {
    end(Moment.BEFORE);
  }

  private void finish() {
    end(Moment.WITHIN);
    end(Moment.AFTER);
    callsLeft--;
  }

  private final class MemoryJournal implements Journal {
    private final String id;
    private final TreeMap<Long, byte[]> commits = new TreeMap<>();

    MemoryJournal(String id) {
      this.id = id;
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public void append(long number, byte[] log) {
      synchronized (MemoryRows.this) {
        begin();
        appends++;
        if (commits.putIfAbsent(number, log.clone()) != null) {
          throw new IllegalStateException("There is a commit " + number + " already.");
        }
        finish();
      }
    }

    @Override
    public long first() {
      synchronized (MemoryRows.this) {
        begin();
        long first = commits.isEmpty() ? Long.MAX_VALUE : commits.firstKey();
        finish();
        return first;
      }
    }

    @Override
    public List<Commit> commits(long after, int most) {
      synchronized (MemoryRows.this) {
        begin();
        var some =
            commits.tailMap(after, false).entrySet().stream()
                .limit(most)
                .map(commit -> new Commit(commit.getKey(), commit.getValue().clone()))
                .toList();
        finish();
        return some;
      }
    }

    @Override
    public void drop(long last) {
      synchronized (MemoryRows.this) {
        begin();
        var dropped = new ArrayList<>(commits.headMap(last, true).keySet());
        for (int i = 0; i < dropped.size(); i++) {
          if (i >= dropped.size() / 2) {
            end(Moment.WITHIN);
          }
          commits.remove(dropped.get(i));
        }
        finish();
      }
    }

    @Override
    public List<Journal> others() {
      synchronized (MemoryRows.this) {
        begin();
        var others = journals.stream().filter(other -> other != this).toList();
        finish();
        return List.copyOf(others);
      }
    }
  }

  @Override
  public synchronized void alone(Runnable work) {
    begin();
    work.run();
    finish();
  }

  @Override
  public synchronized void forget(UUID tenant) {
    begin();
    var gone = series.stream().filter(one -> one.tenant().equals(tenant)).map(Series::id).toList();
    series.removeIf(one -> gone.contains(one.id()));
    chunks.keySet().removeIf(place -> gone.contains(place.series));
    finish();
  }

  @Override
  public synchronized void put(List<Stored> stored) {
    begin();
    for (int i = 0; i < stored.size(); i++) {
      if (i >= stored.size() / 2) {
        end(Moment.WITHIN);
      }
      var one = stored.get(i);
      if (series.stream().noneMatch(known -> known.id() == one.series())) {
        continue;
      }
      chunks.put(new Place(one.series(), one.resolution(), one.period()), one.chunk().clone());
    }
    finish();
    var work = afterPut;
    afterPut = () -> {};
    work.run();
  }

  @Override
  public synchronized List<Stored> chunks(long series, Resolution resolution, long from, long to) {
    begin();
    var found = new ArrayList<Stored>();
    chunks.forEach(
        (place, chunk) -> {
          if (place.series == series
              && place.resolution == resolution
              && from <= place.period
              && place.period < to) {
            found.add(new Stored(series, resolution, place.period, chunk.clone()));
          }
        });
    finish();
    var work = afterRead;
    afterRead = () -> {};
    work.run();
    return found;
  }

  @Override
  public synchronized List<Stored> chunks(
      Collection<Long> some, Resolution resolution, long period) {
    return some.stream()
        .flatMap(one -> chunks(one, resolution, period, period + 1).stream())
        .toList();
  }

  @Override
  public synchronized void dropChunks(Resolution resolution, long before, int periods) {
    begin();
    var old =
        chunks.keySet().stream()
            .filter(place -> place.resolution == resolution && place.period < before)
            .map(Place::period)
            .distinct()
            .sorted()
            .limit(periods)
            .toList();
    chunks.keySet().removeIf(p -> p.resolution == resolution && old.contains(p.period));
    finish();
  }

  @Override
  public synchronized List<Series> series(UUID tenant, UUID asset) {
    begin();
    var found =
        series.stream().filter(s -> s.tenant().equals(tenant) && s.asset().equals(asset)).toList();
    finish();
    return found;
  }

  @Override
  public synchronized List<Series> findOrMake(
      UUID tenant, UUID asset, Collection<SeriesName> names) {
    begin();
    var found = new ArrayList<Series>();
    for (var name : names) {
      var one =
          series.stream()
              .filter(s -> s.tenant().equals(tenant) && s.asset().equals(asset))
              .filter(s -> s.name().equals(name))
              .findFirst()
              .orElseGet(() -> new Series(++made, tenant, asset, name));
      if (!series.contains(one)) {
        series.add(one);
      }
      found.add(one);
    }
    finish();
    return found;
  }
}
