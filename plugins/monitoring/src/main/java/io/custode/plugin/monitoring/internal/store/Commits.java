// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Group commit: what comes while a commit is under way goes into the next, which one of the waiting
 * writers makes for all. So nobody waits longer than two commits while they keep up, and many
 * writers cost one write.
 */
final class Commits {
  private static final class Group {
    final List<Head.Entry> entries = new ArrayList<>();
    int points;
    volatile boolean isOver;
    @Nullable Throwable failure;
  }

  private final Consumer<List<Head.Entry>> writer;
  private final int mostPoints;
  private final Deque<Group> waiting = new ArrayDeque<>();
  private boolean isBusy;

  /**
   * @param writer makes one commit; called by one thread at a time
   * @param mostPoints of one commit, unless a single batch has more
   */
  Commits(Consumer<List<Head.Entry>> writer, int mostPoints) {
    this.writer = writer;
    this.mostPoints = mostPoints;
  }

  /**
   * Returns when the entry is written. An interrupt is kept for later: what was begun is ended.
   *
   * @throws RuntimeException as the writer threw it, to all whose entries were in that commit; they
   *     may be written or not
   */
  void commit(Head.Entry entry) {
    var group = join(entry);
    // not seen by the rows either: they would fail others' values, too
    boolean isInterrupted = Thread.interrupted();
    while (!group.isOver) {
      try {
        if (leads(group)) {
          write(group);
        }
      } catch (InterruptedException e) {
        isInterrupted = true;
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
    if (group.failure instanceof RuntimeException failure) {
      throw failure;
    }
    if (group.failure instanceof Error failure) {
      throw failure;
    }
  }

  /** How many entries wait for a commit that has not begun. */
  synchronized int waiting() {
    return waiting.stream().mapToInt(group -> group.entries.size()).sum();
  }

  private synchronized Group join(Head.Entry entry) {
    int size = entry.batch().points().size();
    var group = waiting.peekLast();
    if (group == null || group.points + size > mostPoints) {
      group = new Group();
      waiting.addLast(group);
    }
    group.entries.add(entry);
    group.points += size;
    return group;
  }

  /**
   * Waits until a group is written, or may be.
   *
   * @return true if the caller is to write it
   */
  private synchronized boolean leads(Group group) throws InterruptedException {
    while (!group.isOver && (isBusy || waiting.peekFirst() != group)) {
      wait();
    }
    if (group.isOver) {
      return false;
    }
    waiting.removeFirst();
    isBusy = true;
    return true;
  }

  private void write(Group group) {
    try {
      writer.accept(group.entries);
    } catch (RuntimeException | Error e) {
      group.failure = e;
    }
    synchronized (this) {
      group.isOver = true;
      isBusy = false;
      notifyAll();
    }
  }
}
