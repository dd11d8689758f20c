// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** An open database with one pool for the whole process. */
public final class Database implements AutoCloseable {
  /** Key of the advisory lock under which nodes prepare and migrate: "custode" in ASCII. */
  public static final long LOCK = 0x637573746f6465L;

  private static final int PATIENCE_MILLIS = 3000;

  private final Settings settings;
  private final Engine engine;
  private final HikariDataSource pool;
  private final DataSource source;
  private volatile Turnstile turnstile;

  private Database(Settings settings, Engine engine) {
    this.settings = settings;
    this.engine = engine;
    this.pool = new HikariDataSource(pool(settings, engine));
    this.source = new BreakingSource(pool);
    this.turnstile = new Turnstile(settings.poolSize());
  }

  /**
   * Connects, checks and prepares.
   *
   * @throws UnfitDatabase if it answers but cannot be used
   * @throws SQLException if it does not answer
   * @throws IllegalArgumentException if the URL is none of ours
   */
  public static Database open(Settings settings) throws SQLException {
    Engine engine = engine(settings);
    engine.prepare();
    return new Database(settings, engine);
  }

  private static Engine engine(Settings settings) {
    if (settings.url().startsWith("jdbc:derby:")) {
      return new DerbyEngine(settings);
    }
    if (settings.url().startsWith(PostgresqlEngine.PREFIX)) {
      return new PostgresqlEngine(settings);
    }
    throw new IllegalArgumentException(
        "the database URL must begin with jdbc:derby: or jdbc:postgresql:");
  }

  private static HikariConfig pool(Settings settings, Engine engine) {
    var config = new HikariConfig();
    config.setPoolName("custode");
    config.setDataSource(engine.application());
    config.setMaximumPoolSize(settings.poolSize());
    config.setMinimumIdle(Math.min(2, settings.poolSize()));
    config.setConnectionTimeout(PATIENCE_MILLIS);
    // whole seconds: Derby knows no others
    config.setValidationTimeout(PATIENCE_MILLIS - 1000);
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    // the first connection is made on first use: a start must not wait for it
    config.setInitializationFailTimeout(-1);
    if (!engine.firstStatement().isEmpty()) {
      config.setConnectionInitSql(engine.firstStatement());
    }
    return config;
  }

  public Dialect dialect() {
    return engine.dialect();
  }

  public Settings settings() {
    return settings;
  }

  /**
   * @return connections under the application's role
   */
  public DataSource pool() {
    return source;
  }

  /**
   * @return what a transaction goes through before it takes a connection, and after it, the same
   */
  public Turnstile turnstile() {
    return turnstile;
  }

  /**
   * @return a new connection of the owner of the schemas; the caller closes it
   */
  public Connection owner() throws SQLException {
    return engine.owner().getConnection();
  }

  public void resize(int poolSize) {
    pool.getHikariConfigMXBean().setMaximumPoolSize(poolSize);
    turnstile = new Turnstile(poolSize);
  }

  /**
   * Asks the database something; waits for a connection as long as the pool does.
   *
   * @throws SQLException if it does not answer
   */
  public void ping() throws SQLException {
    try (Connection connection = source.getConnection()) {
      if (!connection.isValid(1)) {
        throw new SQLException("no answer within a second", "08000");
      }
    }
  }

  @Override
  public void close() {
    pool.close();
    engine.stop();
  }
}
