// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Derby inside this process: a directory, or memory only for tests. */
final class DerbyEngine implements Engine {
  private static final Logger LOG = LoggerFactory.getLogger(DerbyEngine.class);
  private static final String PREFIX = "jdbc:derby:";
  private static final String MEMORY = "memory:";

  /**
   * Row locks turn into table locks at 5,000 rows by default: one bulk write would stop everybody.
   * The default of a minute for a lock would let one long write hang a console for a minute.
   */
  private static final Map<String, String> LOCKING =
      Map.of(
          "derby.locks.escalationThreshold", "200000",
          "derby.locks.waitTimeout", "15",
          "derby.locks.deadlockTimeout", "3");

  private final String name;
  private final EmbeddedDataSource source;

  DerbyEngine(Settings settings) {
    String rest = settings.url().substring(PREFIX.length());
    int attributes = rest.indexOf(';');
    this.name = attributes < 0 ? rest : rest.substring(0, attributes);
    if (name.isBlank() || name.startsWith("//")) {
      throw new IllegalArgumentException(
          "Derby runs inside this process: its URL is jdbc:derby:<directory>");
    }
    keepItsLogBesideTheData();
    this.source = source();
    if (attributes >= 0) {
      source.setConnectionAttributes(rest.substring(attributes + 1));
    }
    if (!settings.user().isEmpty()) {
      source.setUser(settings.user());
      source.setPassword(settings.password());
    }
    source.setCreateDatabase("create");
  }

  private EmbeddedDataSource source() {
    var made = new WritableSource();
    made.setDatabaseName(name);
    return made;
  }

  /**
   * On a full disk Derby gives up, and whoever connects next opens the database again, read-only if
   * the disk is still full; so it would stay for good. It is shut down then, until it opens in
   * full.
   */
  private static final class WritableSource extends EmbeddedDataSource {
    private static final long serialVersionUID = 1;
    private static final AtomicLong MADE = new AtomicLong();

    @Override
    public Connection getConnection() throws SQLException {
      Connection connection = super.getConnection();
      if (!connection.isReadOnly()) {
        makeItsParser(connection);
        return connection;
      }
      connection.close();
      shutDown(getDatabaseName());
      throw new SQLTransientConnectionException(
          "Derby could open its files for reading only: the disk is full, or the files belong to"
              + " somebody else",
          Failures.NO_ROOM);
    }

    /**
     * A connection's parser keeps the stack of whoever made it parse first, in an exception made in
     * advance. That is to be us and no plugin, whose classes would stay. What was parsed before is
     * not parsed again: so each connection has a text of its own.
     */
    private static void makeItsParser(Connection connection) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute("values " + MADE.incrementAndGet());
      }
    }
  }

  /** Otherwise derby.log lands in whatever directory the process was started from. */
  private void keepItsLogBesideTheData() {
    String property = "derby.stream.error.file";
    if (System.getProperty(property) == null && !name.startsWith(MEMORY)) {
      Path log = Path.of(name).toAbsolutePath().resolveSibling("derby.log");
      if (log.getParent() != null && log.getParent().toFile().mkdirs()) {
        LOG.debug("Made {}", log.getParent());
      }
      System.setProperty(property, log.toString());
    }
  }

  @Override
  public Dialect dialect() {
    return Dialect.DERBY;
  }

  @Override
  public DataSource owner() {
    return source;
  }

  @Override
  public DataSource application() {
    return source;
  }

  @Override
  public String firstStatement() {
    return "";
  }

  @Override
  public void prepare() throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      if (exists(connection)) {
        return;
      }
      for (var property : LOCKING.entrySet()) {
        statement.execute(
            "call SYSCS_UTIL.SYSCS_SET_DATABASE_PROPERTY('%s', '%s')"
                .formatted(property.getKey(), property.getValue()));
      }
      connection.setAutoCommit(false);
      statement.execute("create schema core");
      statement.execute(VisibleTable.CREATE);
      statement.execute("create index core.visible_tenant on core.visible (tenant_id)");
      connection.commit();
    }
  }

  private static boolean exists(Connection connection) throws SQLException {
    try (var tables = connection.getMetaData().getTables(null, "CORE", "VISIBLE", null)) {
      return tables.next();
    }
  }

  @Override
  public void stop() {
    shutDown(name);
  }

  private static synchronized void shutDown(String name) {
    var last = new EmbeddedDataSource();
    last.setDatabaseName(name);
    last.setShutdownDatabase("shutdown");
    try (Connection connection = last.getConnection()) {
      LOG.warn("Derby {} did not shut down: {}", name, connection);
    } catch (SQLException e) {
      // 08006 is how Derby says that it has shut down
      if (!"08006".equals(e.getSQLState())) {
        LOG.warn("Derby {} did not shut down cleanly: {}", name, e.getMessage());
      }
    }
  }
}
