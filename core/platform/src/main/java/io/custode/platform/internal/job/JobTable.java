// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.job;

import io.custode.api.event.EventId;
import io.custode.api.event.Events;
import io.custode.api.job.JobFailed;
import io.custode.api.job.RunState;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.access.Visibility;
import io.custode.spi.job.MissedRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

/**
 * The rows by which nodes agree on who runs what. Each method is one transaction that changes the
 * job's row, so that of two nodes which do it at once one fails and has done nothing.
 */
final class JobTable {
  /** How long a node that says nothing keeps a run. */
  static final Duration LEASE = Duration.ofSeconds(60);

  /** Later than this is missed. */
  static final Duration GRACE = Duration.ofMinutes(1);

  static final int HISTORY = 100;
  private static final int MOST_ATTEMPTS = 3;

  /**
   * A run that this node has.
   *
   * @param repeat whether it was begun before
   */
  record Claim(String job, String run, Instant dueAt, Instant startedAt, boolean repeat) {}

  private final TenantStore store;
  private final Visibility visibility;
  private final Events events;
  private final String node;

  JobTable(TenantStore store, Visibility visibility, Events events, String node) {
    this.store = store;
    this.visibility = visibility;
    this.events = events;
    this.node = node;
  }

  private <T> T write(Function<EntityManager, T> work) {
    return visibility.asProvider(() -> store.write(work));
  }

  /** Makes the row of a job that is new, or whose schedule changed; what passed is not missed. */
  void declare(DeclaredJob job, Instant now) {
    write(
        em -> {
          var row = em.find(JobEntity.class, job.name());
          if (row == null) {
            em.persist(new JobEntity(job, next(job, now)));
          } else if (!row.isAs(job)) {
            row.describe(job, next(job, now));
          }
          return true;
        });
  }

  private static Instant next(DeclaredJob job, Instant after) {
    return job.times().next(after).orElse(Instant.parse("9999-12-31T00:00:00Z"));
  }

  /**
   * @return names of jobs that may have something to run, by when they were due
   */
  List<String> pending(Instant now) {
    return visibility.asProvider(
        () ->
            store.read(
                em ->
                    em.createQuery(
                            """
                            select j.name from JobEntity j
                            where (j.run is null or j.leaseUntil <= :now)
                              and (j.run is not null or j.askedBy is not null
                                or (j.enabled = :on and j.nextAt <= :now))
                            order by j.nextAt, j.name""",
                            String.class)
                        .setParameter("now", now)
                        .setParameter("on", true)
                        .setMaxResults(1000)
                        .getResultList()));
  }

  /**
   * Takes a run, if there is one to take.
   *
   * @throws io.custode.api.error.Conflict if another node was faster
   */
  Optional<Claim> claim(DeclaredJob job, Instant now) {
    return write(
        em -> {
          var row = em.find(JobEntity.class, job.name());
          if (row == null || row.isLeased(now)) {
            return Optional.empty();
          }
          var again = row.run() == null ? Optional.<Claim>empty() : lost(em, row, job, now);
          return again.isPresent() ? again : due(em, row, job, now);
        });
  }

  /** The lease ran out: whoever had the run is gone. */
  private Optional<Claim> lost(EntityManager em, JobEntity row, DeclaredJob job, Instant now) {
    var before = em.find(JobRunEntity.class, row.run());
    int attempt = row.attempt();
    row.free();
    if (before == null) {
      return Optional.empty();
    }
    boolean repeat = before.isRunning() && job.idempotent() && attempt < MOST_ATTEMPTS;
    if (before.isRunning()) {
      var reason = "Its node went away in the middle of it.";
      end(before, row.name(), RunState.LOST, reason, repeat, now);
    }
    return repeat
        ? Optional.of(begin(em, row, before.dueAt(), now, before.askedBy(), attempt + 1))
        : Optional.empty();
  }

  private Optional<Claim> due(EntityManager em, JobEntity row, DeclaredJob job, Instant now) {
    var by = row.askedBy();
    if (by != null) {
      row.ask(null);
      return Optional.of(begin(em, row, now, now, by, 1));
    }
    var due = row.nextAt();
    if (!row.isEnabled() || due.isAfter(now)) {
      return Optional.empty();
    }
    row.next(next(job, now));
    if (job.missed() == MissedRun.SKIP && due.plus(GRACE).isBefore(now)) {
      var skipped = new JobRunEntity(row.name(), due, now, node, null);
      skipped.end(RunState.SKIPPED, "Its time passed while nobody could run it.", now);
      em.persist(skipped);
      prune(em, row.name());
      return Optional.empty();
    }
    return Optional.of(begin(em, row, due, now, null, 1));
  }

  private Claim begin(
      EntityManager em,
      JobEntity row,
      Instant due,
      Instant now,
      @Nullable String askedBy,
      int attempt) {
    var run = new JobRunEntity(row.name(), due, now, node, askedBy);
    em.persist(run);
    row.lease(run.id(), attempt, now.plus(LEASE));
    prune(em, row.name());
    return new Claim(row.name(), run.id(), due, now, attempt > 1);
  }

  /**
   * Keeps a run.
   *
   * @return whether it still is ours
   */
  boolean keep(Claim claim, Instant now) {
    return change(claim, (row, run) -> row.lease(now.plus(LEASE)));
  }

  /** Says that a run is over its time; it stays ours until its thread has ended. */
  boolean late(Claim claim, String reason, Instant now) {
    return change(
        claim, (row, run) -> end(run, row.name(), RunState.TIMED_OUT, reason, false, now));
  }

  /** Gives a run back that has ended. */
  boolean end(Claim claim, RunState state, @Nullable String reason, Instant now) {
    return change(
        claim,
        (row, run) -> {
          if (run.isRunning()) {
            end(run, row.name(), state, reason, false, now);
          }
          row.free();
        });
  }

  /** Gives a run back that has not ended: another node finds it lost at once. */
  boolean drop(Claim claim, Instant now) {
    return change(claim, (row, run) -> row.lease(now));
  }

  private interface Change {
    void on(JobEntity row, JobRunEntity run);
  }

  private boolean change(Claim claim, Change change) {
    return write(
        em -> {
          var row = em.find(JobEntity.class, claim.job());
          var run = em.find(JobRunEntity.class, claim.run());
          if (row == null || run == null || !claim.run().equals(row.run())) {
            return false;
          }
          change.on(row, run);
          return true;
        });
  }

  private void end(
      JobRunEntity run,
      String job,
      RunState state,
      @Nullable String reason,
      boolean repeated,
      Instant now) {
    run.end(state, reason, now);
    if (state != RunState.DONE) {
      events.publish(
          new JobFailed(
              EventId.next(),
              job,
              run.dueAt(),
              state,
              reason == null ? "" : reason,
              repeated,
              now));
    }
  }

  private static void prune(EntityManager em, String job) {
    em.createQuery(
            "select r from JobRunEntity r where r.job = :job order by r.startedAt desc, r.id desc",
            JobRunEntity.class)
        .setParameter("job", job)
        .setFirstResult(HISTORY)
        .setMaxResults(HISTORY)
        .getResultList()
        .forEach(em::remove);
  }
}
