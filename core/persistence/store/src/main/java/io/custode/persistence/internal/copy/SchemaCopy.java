// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.copy;

import io.custode.persistence.core.DatabaseCopy;
import io.custode.persistence.internal.database.Database;
import io.custode.persistence.internal.database.Dialect;
import io.custode.persistence.internal.database.Failures;
import io.custode.persistence.internal.schema.RowSecurity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.persistence.PersistenceException;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * On PostgreSQL one repeatable read of everything. Derby has no such thing, and would lock out who
 * writes; but it copies its files while in use, and the copy is read.
 */
public final class SchemaCopy implements DatabaseCopy {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaCopy.class);
  private final Database database;

  public SchemaCopy(Database database) {
    this.database = database;
  }

  @Override
  public String database() {
    return database.dialect().product();
  }

  @Override
  public void write(Path scratch, Target target) throws IOException {
    try {
      if (database.dialect() == Dialect.POSTGRESQL) {
        snapshot(target);
      } else {
        files(scratch, target);
      }
    } catch (SQLException e) {
      throw Failures.translate(new PersistenceException(e));
    }
  }

  private void snapshot(Target target) throws SQLException, IOException {
    try (Connection connection = database.owner()) {
      connection.setAutoCommit(false);
      seeEverything(connection);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setReadOnly(true);
      try {
        // a server may end what takes long
        try (Statement statement = connection.createStatement()) {
          statement.execute("set local statement_timeout = 0");
          statement.execute("set local custode.copy = 'on'");
        }
        new RowsWriter(connection, Dialect.POSTGRESQL).write(target);
      } finally {
        connection.rollback();
      }
    }
  }

  /**
   * Schemas of plugins that were taken out are still there, and the policies of their tables may be
   * of a version that let the owner see nothing.
   */
  private static void seeEverything(Connection connection) throws SQLException {
    var blind = new ArrayList<String>();
    try (Statement query = connection.createStatement();
        ResultSet rows =
            query.executeQuery(
                "select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid ="
                    + " c.relnamespace where c.relforcerowsecurity and exists (select 1 from"
                    + " pg_class s where s.relnamespace = n.oid and s.relname = 'schema_state')"
                    + " and not exists (select 1 from pg_policy p where p.polrelid = c.oid"
                    + " and p.polname = 'custode_copy')")) {
      while (rows.next()) {
        blind.add(rows.getString(1) + ".\"" + rows.getString(2) + "\"");
      }
    }
    try (Statement statement = connection.createStatement()) {
      for (String table : blind) {
        statement.execute(RowSecurity.copyPolicy(table));
      }
    }
    connection.commit();
  }

  private void files(Path scratch, Target target) throws SQLException, IOException {
    Path copy = Files.createTempDirectory(scratch, "derby");
    try {
      try (Connection connection = database.owner();
          PreparedStatement backup =
              connection.prepareStatement("call SYSCS_UTIL.SYSCS_BACKUP_DATABASE(?)")) {
        backup.setString(1, copy.toString());
        backup.execute();
      } catch (SQLException e) {
        throw full(e);
      }
      read(made(copy), target);
    } finally {
      delete(copy);
    }
  }

  /** Derby says no more than that it could not copy a file. */
  private static SQLException full(SQLException e) throws IOException {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException io) {
        throw io;
      }
    }
    if ("XSRS5".equals(e.getSQLState()) || "XSRS4".equals(e.getSQLState())) {
      throw new IOException("Derby's files could not be copied: " + e.getMessage(), e);
    }
    return e;
  }

  private static Path made(Path copy) throws IOException {
    try (Stream<Path> inside = Files.list(copy)) {
      return inside
          .filter(Files::isDirectory)
          .findFirst()
          .orElseThrow(() -> new IOException("Derby made no copy of itself in " + copy));
    }
  }

  private static void read(Path copy, Target target) throws SQLException, IOException {
    var source = new EmbeddedDataSource();
    source.setDatabaseName(copy.toString());
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try {
        new RowsWriter(connection, Dialect.DERBY).write(target);
      } finally {
        connection.rollback();
      }
    } finally {
      shutDown(copy);
    }
  }

  private static void shutDown(Path copy) {
    var last = new EmbeddedDataSource();
    last.setDatabaseName(copy.toString());
    last.setShutdownDatabase("shutdown");
    try (Connection connection = last.getConnection()) {
      LOG.debug("The copy did not shut down: {}", connection);
    } catch (SQLException e) {
      LOG.debug("The copy has shut down: {}", e.getSQLState());
    }
  }

  private static void delete(Path directory) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(directory)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }
}
