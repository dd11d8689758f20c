// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.schema;

import io.custode.persistence.internal.database.Dialect;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Drops a schema with all that is in it, in one transaction. */
final class SchemaDrop {
  private SchemaDrop() {}

  /**
   * @param connection of who changes the plugin
   * @return false if there is none that the platform made
   */
  static boolean drop(Dialect dialect, Connection connection, String schema) throws SQLException {
    connection.setAutoCommit(false);
    boolean done = false;
    try {
      if (SchemaState.read(connection, schema).isEmpty()) {
        return false;
      }
      new Snapshot(connection, dialect, schema).drop();
      drop(connection, dialect, schema);
      connection.commit();
      done = true;
      return true;
    } finally {
      if (!done) {
        connection.rollback();
      }
      // Derby refuses to close a connection with a transaction
      connection.setAutoCommit(true);
    }
  }

  static void drop(Connection connection, Dialect dialect, String schema) throws SQLException {
    if (dialect == Dialect.POSTGRESQL) {
      execute(connection, "drop schema " + schema + " cascade");
    } else {
      empty(connection, schema);
      execute(connection, "drop schema " + schema + " restrict");
    }
  }

  /** Derby knows no cascade: what refers goes before what it refers to. */
  private static void empty(Connection connection, String schema) throws SQLException {
    String stored = Dialect.DERBY.stored(schema);
    DatabaseMetaData catalog = connection.getMetaData();
    for (String view : names(catalog.getTables(null, stored, null, new String[] {"VIEW"}), 3)) {
      execute(connection, "drop view " + quoted(stored, view));
    }
    List<String> tables = names(catalog.getTables(null, stored, null, new String[] {"TABLE"}), 3);
    for (String table : tables) {
      for (String key : names(catalog.getImportedKeys(null, stored, table), 12)) {
        execute(
            connection, "alter table " + quoted(stored, table) + " drop constraint " + quoted(key));
      }
    }
    for (String table : tables) {
      execute(connection, "drop table " + quoted(stored, table));
    }
    for (String sequence : sequences(connection, stored)) {
      execute(connection, "drop sequence " + quoted(stored, sequence) + " restrict");
    }
  }

  private static List<String> sequences(Connection connection, String stored) throws SQLException {
    try (var query =
        connection.prepareStatement(
            "select q.sequencename from sys.syssequences q join sys.sysschemas s on s.schemaid ="
                + " q.schemaid where s.schemaname = ? and q.sequencename not like 'SYS%'")) {
      query.setString(1, stored);
      return names(query.executeQuery(), 1);
    }
  }

  private static List<String> names(ResultSet rows, int column) throws SQLException {
    var names = new ArrayList<String>();
    try (rows) {
      while (rows.next()) {
        if (!names.contains(rows.getString(column))) {
          names.add(rows.getString(column));
        }
      }
    }
    return names;
  }

  private static String quoted(String... names) {
    return "\"" + String.join("\".\"", names) + "\"";
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
