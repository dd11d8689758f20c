// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.schema;

import io.custode.persistence.internal.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a transaction on Derby from waiting for a table that somebody has for long, since all who
 * come after queue behind it. Derby's own limit for that is one for the whole database, and in
 * seconds. So this looks at its table of locks, and ends the statement that waits.
 */
final class LockWatch implements AutoCloseable {
  /** What Derby says itself when a wait took too long. */
  private static final String NOT_FREE = "40XL1";

  private static final long LOOK_MILLIS = 100;

  /** As long as PostgreSQL is told to wait. */
  private static final int LOOKS = 3;

  private static final Logger LOG = LoggerFactory.getLogger(LockWatch.class);

  private final Connection connection;
  private final PreparedStatement waits;
  private final Allowance allowance;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean ended;

  private LockWatch(Connection connection, PreparedStatement waits, Allowance allowance) {
    this.connection = connection;
    this.waits = waits;
    this.allowance = allowance;
    var thread = new Thread(this::watch, "custode-lock-watch");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * @param watched in a transaction, in which it stays
   * @param allowance under which its statements run
   */
  static LockWatch over(Database database, Connection watched, Allowance allowance)
      throws SQLException {
    String transaction = transaction(watched);
    Connection own = database.owner();
    try {
      // compiled now: later the catalog may be locked by who is watched
      var waits =
          own.prepareStatement(
              "select count(*) from syscs_diag.lock_table where state = 'WAIT' and xid = ?");
      waits.setString(1, transaction);
      return new LockWatch(own, waits, allowance);
    } catch (SQLException e) {
      own.close();
      throw e;
    }
  }

  /** Derby names a transaction only by the statement that it runs. */
  private static String transaction(Connection watched) throws SQLException {
    String mark = "'%" + System.nanoTime() + "%'";
    try (Statement query = watched.createStatement();
        ResultSet row =
            query.executeQuery(
                "select xid from syscs_diag.transaction_table where sql_text like " + mark)) {
      if (!row.next()) {
        throw new SQLException("Derby does not name the transaction", "XJ001");
      }
      return row.getString(1);
    }
  }

  private void watch() {
    int seen = 0;
    try (connection;
        waits) {
      while (!over.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        seen = isWaiting() ? seen + 1 : 0;
        if (seen >= LOOKS) {
          ended = true;
          allowance.interrupt();
          return;
        }
      }
    } catch (SQLException e) {
      LOG.warn("Who waits for a table of Derby is not seen any more: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isWaiting() throws SQLException {
    try (ResultSet count = waits.executeQuery()) {
      return count.next() && count.getInt(1) > 0;
    }
  }

  /** Work on the connection that is watched. */
  interface Work {
    void run() throws SQLException;
  }

  /**
   * @throws SQLException also if it waited for too long: nothing is left of the transaction then
   */
  void run(Work work) throws SQLException {
    try {
      work.run();
    } catch (SQLException | RuntimeException e) {
      if (ended) {
        throw new SQLException("a table that it changes was not free", NOT_FREE, e);
      }
      throw e;
    }
  }

  @Override
  public void close() {
    over.countDown();
  }
}
