// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.database;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The pool, with a memory of a second: where one caller has just waited in vain for a database that
 * is away, the next ones are told at once.
 */
final class BreakingSource implements DataSource {
  private static final long MEMORY = TimeUnit.SECONDS.toNanos(1);

  private final DataSource pool;
  private volatile @Nullable Broken broken;

  /**
   * @param at by the clock of nanoseconds
   * @param why nobody got a connection
   */
  private record Broken(long at, SQLException why) {}

  BreakingSource(DataSource pool) {
    this.pool = pool;
  }

  @Override
  public Connection getConnection() throws SQLException {
    var last = broken;
    if (last != null && System.nanoTime() - last.at() < MEMORY) {
      throw new SQLTransientConnectionException(
          "the database was away a moment ago", "08001", last.why());
    }
    try {
      var connection = pool.getConnection();
      if (last != null) {
        broken = null;
      }
      return connection;
    } catch (SQLTransientConnectionException e) {
      // without a cause the pool is just in use
      if (e.getCause() != null) {
        broken = new Broken(System.nanoTime(), e);
      }
      throw e;
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("every connection has the same user");
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter writer) {
    // the pool logs where everything does
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    throw new SQLFeatureNotSupportedException("the pool has a timeout of its own");
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return pool.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return pool.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return pool.isWrapperFor(type);
  }
}
