// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What other stores have in their logs and not in chunks yet, read behind them when somebody looks.
 */
final class Tails {
  private static final int VALUES_PER_PART = 200_000;
  private static final int COMMITS_AT_ONCE = 100;

  /** Of one journal: parts, oldest first, each of which goes when its commits are in chunks. */
  private static final class Tail {
    private final Deque<Head> parts = new ArrayDeque<>();
    private long seen;
  }

  private final Journal own;
  private final Function<Journal.Commit, List<Head.Entry>> reader;
  private final Map<String, Tail> tails = new HashMap<>();

  Tails(Journal own, Function<Journal.Commit, List<Head.Entry>> reader) {
    this.own = own;
    this.reader = reader;
  }

  /**
   * @return values of a series that may not be in chunks, by period, as {@link Head#periods}: to be
   *     called before chunks are read, where what is missing here is by then
   */
  synchronized NavigableMap<Long, Samples> periods(long series, long from, long to) {
    follow();
    var all = new TreeMap<Long, Samples>();
    for (var tail : tails.values()) {
      for (var part : tail.parts) {
        part.periods(series, from, to)
            .forEach((period, later) -> all.merge(period, later, Samples::merge));
      }
    }
    return all;
  }

  private void follow() {
    var there = new HashSet<String>();
    for (var journal : own.others()) {
      there.add(journal.id());
      follow(journal, tails.computeIfAbsent(journal.id(), id -> new Tail()));
    }
    tails.keySet().retainAll(there);
  }

  private void follow(Journal journal, Tail tail) {
    long first = journal.first();
    tail.parts.removeIf(part -> part.commit() < first);
    for (var more = more(journal, tail); !more.isEmpty(); more = more(journal, tail)) {
      for (var commit : more) {
        if (tail.parts.isEmpty() || tail.parts.getLast().size() >= VALUES_PER_PART) {
          tail.parts.addLast(new Head());
        }
        tail.parts.getLast().add(commit.number(), read(commit));
        tail.seen = commit.number();
      }
    }
  }

  private List<Head.Entry> read(Journal.Commit commit) {
    try {
      return reader.apply(commit);
    } catch (UnknownFormat e) {
      // another node has the next release already: seen when it is in chunks, if then
      return List.of();
    }
  }

  private static List<Journal.Commit> more(Journal journal, Tail tail) {
    return journal.commits(tail.seen, COMMITS_AT_ONCE);
  }
}
