// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.schema;

import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long work on a schema may take. A changelog that never ends would keep its plugin's tables
 * locked for good, and a thread of ours with them.
 */
public final class Allowance {
  /** A statement that was told to end does so within that, or the database does not listen. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private static final Duration AGAIN = Duration.ofMillis(100);
  private static final Logger LOG = LoggerFactory.getLogger(Allowance.class);

  private Duration time;
  private final long start = System.nanoTime();
  private @Nullable Statement running;
  private @Nullable Thread worker;
  private boolean interrupted;
  private boolean withdrawn;

  public Allowance(Duration time) {
    this.time = time;
  }

  /** Gives it more, from the beginning. */
  synchronized void extend(Duration longer) {
    time = longer;
  }

  /** Ends it now: nobody waits for the result any more. From any thread. */
  public synchronized void withdraw() {
    withdrawn = true;
    var ending = new Thread(this::cancel, "custode-schema-withdrawn");
    ending.setDaemon(true);
    ending.start();
  }

  /**
   * A database hears nothing of it for a statement that is only about to begin, so it is told again
   * until that has ended; the next one does not begin.
   */
  private void cancel() {
    while (cancelOnce()) {
      LockSupport.parkNanos(AGAIN.toNanos());
    }
  }

  private synchronized boolean cancelOnce() {
    if (running == null) {
      return false;
    }
    try {
      running.cancel();
    } catch (SQLFeatureNotSupportedException e) {
      interrupt();
    } catch (SQLException e) {
      LOG.debug("A statement could not be told to end", e);
    }
    return true;
  }

  /**
   * Ends the statement that runs now, if one does. Derby ends it for nothing else, and its
   * connection with it.
   */
  synchronized void interrupt() {
    if (worker != null && !interrupted) {
      interrupted = true;
      worker.interrupt();
    }
  }

  /**
   * Runs a statement for as long as there is time.
   *
   * @throws SchemaFailure if there was none left, before or meanwhile
   */
  <T> T run(Statement statement, Callable<T> work) throws Exception {
    begin(statement);
    try {
      return work.call();
    } catch (Exception e) {
      check();
      throw e;
    } finally {
      end();
    }
  }

  /**
   * @return whether it is over and the work goes on all the same: Derby does not look up while it
   *     compiles a statement; nothing of that work will be committed
   */
  public boolean isLate() {
    return left() < -GRACE.toNanos();
  }

  /**
   * @return whether a statement runs now
   */
  public synchronized boolean isUsed() {
    return running != null;
  }

  /** Looked at and noted at once: whoever withdraws sees it, or it does not begin. */
  private synchronized void begin(Statement statement) throws SQLException {
    check();
    statement.setQueryTimeout(secondsLeft());
    running = statement;
    worker = Thread.currentThread();
  }

  private synchronized void end() {
    running = null;
    worker = null;
    if (interrupted) {
      // it was meant for the statement: what comes after is not to see it
      interrupted = false;
      Thread.interrupted();
    }
  }

  /**
   * @throws SchemaFailure if it is over
   */
  synchronized void check() {
    if (withdrawn) {
      throw new SchemaFailure("its bundle went away meanwhile");
    }
    if (left() <= 0) {
      throw new SchemaFailure(
          "its changelog took longer than "
              + shown()
              + ", the most that it may (migrationMinutes of io.custode.persistence)");
    }
  }

  private synchronized long left() {
    return time.toNanos() - (System.nanoTime() - start);
  }

  private int secondsLeft() {
    return (int) Math.max(1, TimeUnit.NANOSECONDS.toSeconds(left()) + 1);
  }

  private String shown() {
    return time.toSeconds() < 120 ? time.toSeconds() + " seconds" : time.toMinutes() + " minutes";
  }
}
