// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.job;

import io.custode.platform.internal.job.JobTable.Claim;
import io.custode.spi.job.JobScope;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run on this node, and the thread that does it. */
final class RunningJob implements JobScope {
  private static final Logger LOG = LoggerFactory.getLogger(RunningJob.class);

  /** Between the polite and the last means. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /**
   * How it ended.
   *
   * @param failure null: well
   */
  record Outcome(@Nullable String failure) {}

  private final Claim claim;
  private final DeclaredJob job;
  private final Thread thread;
  private volatile @Nullable Outcome outcome;
  private volatile boolean cancelled;
  private @Nullable Instant deafSince;
  private volatile boolean dropped;
  private volatile Instant keptAt;

  /**
   * @param work does the job with this scope
   * @param ended told when it is over
   */
  RunningJob(Claim claim, DeclaredJob job, Work work, Runnable ended) {
    this.claim = claim;
    this.job = job;
    this.keptAt = claim.startedAt();
    this.thread = new Thread(() -> run(work, ended), "custode-job-" + job.name());
    this.thread.setDaemon(true);
  }

  /** What a run does. */
  interface Work {
    void in(JobScope scope) throws Exception;
  }

  void start() {
    thread.start();
  }

  private void run(Work work, Runnable ended) {
    try {
      work.in(this);
      outcome = new Outcome(null);
    } catch (InterruptedException e) {
      outcome = new Outcome("It was interrupted.");
    } catch (ThreadDeath e) {
      outcome = new Outcome("It heard no interruption and was stopped.");
      throw e;
    } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
      LOG.warn("Job {} failed", job.name(), e);
      outcome = new Outcome(why(e));
    } finally {
      if (outcome == null) {
        outcome = new Outcome("It ended with an error of the machine; see the log.");
      }
      ended.run();
    }
  }

  private static String why(Throwable e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  Claim claim() {
    return claim;
  }

  DeclaredJob job() {
    return job;
  }

  @Nullable Outcome outcome() {
    return outcome;
  }

  boolean isOverTime(Instant now) {
    return !cancelled && claim.startedAt().plus(job.timeout()).isBefore(now);
  }

  void cancel() {
    cancelled = true;
    thread.interrupt();
  }

  /**
   * For who looks after it each second.
   *
   * @return whether it was told to end, and has had time to
   */
  boolean isDeaf(Instant now) {
    if (cancelled && deafSince == null) {
      deafSince = now;
    }
    return deafSince != null && deafSince.plus(PATIENCE).isBefore(now);
  }

  /** Ends its thread wherever it is, unless it waits for a lock or is outside Java. */
  @SuppressWarnings({"deprecation", "removal"}) // the last resort
  void stop() {
    thread.stop();
  }

  /** Ends it here, to be found lost and, if it may be, begun again elsewhere. */
  void drop() {
    dropped = true;
    cancel();
  }

  boolean isDropped() {
    return dropped;
  }

  Instant keptAt() {
    return keptAt;
  }

  void kept(Instant at) {
    keptAt = at;
  }

  void join(long millis) throws InterruptedException {
    thread.join(millis);
  }

  @Override
  public Instant dueAt() {
    return claim.dueAt();
  }

  @Override
  public boolean isRepeat() {
    return claim.repeat();
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }
}
