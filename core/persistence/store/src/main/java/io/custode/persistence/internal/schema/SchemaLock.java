// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.schema;

import io.custode.persistence.internal.database.Database;
import io.custode.persistence.internal.database.Dialect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one node does at a time. The server forgets it with the connection, so a node that dies
 * keeps nobody out. On Derby there is one node.
 */
final class SchemaLock {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaLock.class);
  private final Database database;
  private final Connection connection;
  private final String name;

  private SchemaLock(Database database, Connection connection, String name) {
    this.database = database;
    this.connection = connection;
    this.name = name;
  }

  /**
   * @return empty if another node has it
   */
  static Optional<SchemaLock> take(Database database, String name) throws SQLException {
    Connection connection = database.owner();
    boolean mine = false;
    try {
      mine =
          database.dialect() != Dialect.POSTGRESQL
              || ask(connection, "select pg_try_advisory_lock(" + number(name) + ")");
    } finally {
      if (!mine) {
        connection.close();
      }
    }
    return mine ? Optional.of(new SchemaLock(database, connection, name)) : Optional.empty();
  }

  /**
   * @return whether no other node has it, until the transaction ends
   */
  static boolean isFree(Connection connection, Dialect dialect, String name) throws SQLException {
    return dialect != Dialect.POSTGRESQL
        || ask(connection, "select pg_try_advisory_xact_lock(" + number(name) + ")");
  }

  static boolean ask(Connection connection, String sql) throws SQLException {
    try (Statement query = connection.createStatement();
        ResultSet row = query.executeQuery(sql)) {
      return row.next() && row.getBoolean(1);
    }
  }

  /** Another one than that of migrations: a migration runs while it is held. */
  private static long number(String name) {
    return Database.LOCK - 1 - (name.hashCode() & 0xffff_ffffL);
  }

  /**
   * @return that holds it: what is done on it is done by who has the lock
   */
  Connection connection() {
    return connection;
  }

  /** Does nothing if it is released. */
  void release() {
    try (connection) {
      if (database.dialect() == Dialect.POSTGRESQL && !connection.isClosed()) {
        // a moment after its connection the server would forget it by itself
        ask(connection, "select pg_advisory_unlock(" + number(name) + ")");
      }
    } catch (SQLException e) {
      LOG.debug("The lock of {} went with its connection: {}", name, e.toString());
    }
  }
}
