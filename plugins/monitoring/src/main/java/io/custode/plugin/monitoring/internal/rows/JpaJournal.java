// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.rows;

import io.custode.api.error.Conflict;
import io.custode.api.id.Uuid7;
import io.custode.plugin.monitoring.internal.store.Journal;
import java.util.List;

/**
 * A writer's log in the plugin's tables. A writer that is not heard of for a while is taken for
 * dead, and removed once others have made chunks of its log. If it was not dead, it comes back with
 * its next commit.
 */
public final class JpaJournal implements Journal {
  /** Some megabytes. */
  private static final int DROPPED_AT_ONCE = 500;

  private final Tables tables;
  private final String id;

  private JpaJournal(Tables tables, String id) {
    this.tables = tables;
    this.id = id;
  }

  /**
   * @return a new one
   */
  public static JpaJournal open(Tables tables) {
    var journal = new JpaJournal(tables, Uuid7.next());
    journal.beat();
    return journal;
  }

  @Override
  public String id() {
    return id;
  }

  /** Says that the store is open. */
  public void beat() {
    tables.change(
        em -> {
          var writer = em.find(WriterEntity.class, id);
          if (writer == null) {
            writer = new WriterEntity(id);
            em.persist(writer);
          }
          writer.beat();
        });
  }

  /**
   * @return differs from what it was before if the store is open
   */
  public State state() {
    return tables.read(
        em -> {
          var writer = em.find(WriterEntity.class, id);
          return writer == null ? new State(0, true) : new State(writer.beats(), writer.hasEnded());
        });
  }

  /** When it was heard of last. */
  public record State(long beats, boolean hasEnded) {}

  /** Says that the store is closed, so that others need not wait. */
  public void end() {
    tables.change(
        em -> {
          var writer = em.find(WriterEntity.class, id);
          if (writer != null) {
            writer.end();
          }
        });
  }

  /**
   * Removes it if nothing is in it.
   *
   * @return whether it is gone
   */
  public boolean removeIfEmpty() {
    if (first() != Long.MAX_VALUE) {
      return false;
    }
    try {
      tables.change(
          em -> {
            var writer = em.find(WriterEntity.class, id);
            if (writer != null) {
              em.remove(writer);
            }
          });
      return true;
    } catch (Conflict e) {
      // it is not dead
      return false;
    }
  }

  @Override
  public void append(long number, byte[] log) {
    try {
      insert(number, log);
    } catch (Conflict e) {
      if (!state().hasEnded()) {
        throw e;
      }
      beat();
      insert(number, log);
    }
  }

  private void insert(long number, byte[] log) {
    tables.change(em -> em.persist(new CommitEntity(id, number, log)));
  }

  @Override
  public long first() {
    return tables.read(
        em ->
            em.createQuery(
                    "select c.number from CommitEntity c where c.writer = :writer order by"
                        + " c.number",
                    Long.class)
                .setParameter("writer", id)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .orElse(Long.MAX_VALUE));
  }

  @Override
  public List<Commit> commits(long after, int most) {
    return tables.read(
        em ->
            em.createQuery(
                    "select c from CommitEntity c where c.writer = :writer and c.number > :after"
                        + " order by c.number",
                    CommitEntity.class)
                .setParameter("writer", id)
                .setParameter("after", after)
                .setMaxResults(most)
                .getResultStream()
                .map(CommitEntity::toCommit)
                .toList());
  }

  @Override
  public void drop(long last) {
    for (long from = first(); from <= last; from = first()) {
      long to = Math.min(last, from + DROPPED_AT_ONCE);
      tables.change(
          em ->
              em.createQuery(
                      "delete from CommitEntity c where c.writer = :writer and c.number <= :to")
                  .setParameter("writer", id)
                  .setParameter("to", to)
                  .executeUpdate());
    }
  }

  @Override
  public List<JpaJournal> others() {
    return tables.read(
        em ->
            em.createQuery(
                    "select w.id from WriterEntity w where w.id <> :own order by w.id",
                    String.class)
                .setParameter("own", id)
                .getResultStream()
                .map(other -> new JpaJournal(tables, other))
                .toList());
  }
}
