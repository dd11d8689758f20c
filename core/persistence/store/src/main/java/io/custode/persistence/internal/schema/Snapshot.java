// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.schema;

import io.custode.persistence.internal.copy.Tables;
import io.custode.persistence.internal.database.Dialect;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the tables of a plugin held before an update that rewrites them, in a schema beside them:
 * rows, counters, and the changelog files that make the tables anew. It is taken in the transaction
 * of the update, and needs no jar to be put back. Backups leave it out.
 */
final class Snapshot {
  private static final String FILES = "custode_file";

  private static final String ASIDE = "snap";

  /** Copied as it is, beside the rows. */
  private static final String CHANGES = "databasechangelog";

  private final Connection connection;
  private final Dialect dialect;
  private final String schema;
  private final String aside;

  /**
   * @param schema of the plugin
   */
  Snapshot(Connection connection, Dialect dialect, String schema) {
    this.connection = connection;
    this.dialect = dialect;
    this.schema = schema;
    this.aside = ASIDE + schema.substring(SchemaSource.PLUGINS.length());
  }

  /**
   * @return the schemas that have one
   */
  static Set<String> all(Connection connection) throws SQLException {
    var found = new TreeSet<String>();
    try (ResultSet schemas = connection.getMetaData().getSchemas()) {
      while (schemas.next()) {
        var name = schemas.getString("TABLE_SCHEM").toLowerCase(Locale.ROOT);
        if (name.startsWith(ASIDE)) {
          found.add(SchemaSource.PLUGINS + name.substring(ASIDE.length()));
        }
      }
    }
    return found;
  }

  boolean exists() throws SQLException {
    try (var found =
        connection
            .getMetaData()
            .getTables(null, dialect.stored(aside), dialect.stored(FILES), null)) {
      return found.next();
    }
  }

  /** Gives it up. */
  void drop() throws SQLException {
    if (exists()) {
      SchemaDrop.drop(connection, dialect, aside);
    }
  }

  /**
   * @param source of the update, with the files
   * @throws SchemaFailure if it could not be put back
   */
  void take(SchemaSource source, Set<String> files) throws SQLException {
    if (exists()) {
      throw new SchemaFailure(
          "another update has rewritten data and did not come to work yet, and what was before"
              + " that would be lost: wait for it, or start the node again that tried it");
    }
    var tables = new Tables(connection, dialect);
    var circle = tables.circle(schema);
    if (!circle.isEmpty()) {
      throw new SchemaFailure(
          "its tables refer to each other in a circle ("
              + String.join(", ", circle)
              + "), so there would be no way back from rewriting them");
    }
    execute("create schema " + aside);
    for (String table : tables.of(schema)) {
      copy(table);
    }
    copy(CHANGES);
    new Counters(connection, dialect, schema).keep(aside);
    execute(
        "create table "
            + aside
            + "."
            + FILES
            + " (path varchar(700) not null, content "
            + (dialect == Dialect.DERBY ? "blob" : "bytea")
            + " not null)");
    try (var insert =
        connection.prepareStatement(
            "insert into " + aside + "." + FILES + " (path, content) values (?, ?)")) {
      for (String path : files) {
        insert.setString(1, path);
        insert.setBytes(2, content(source, path));
        insert.executeUpdate();
      }
    }
  }

  private static byte[] content(SchemaSource source, String path) {
    URL url = source.resources().find(path);
    if (url == null) {
      throw new SchemaFailure("changelog file " + path + " is gone");
    }
    try (InputStream in = url.openStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new SchemaFailure("changelog file " + path + " cannot be read", e);
    }
  }

  private void copy(String table) throws SQLException {
    String to = aside + "." + table;
    String from = schema + "." + table;
    if (dialect == Dialect.POSTGRESQL) {
      execute("create table " + to + " as select * from " + from);
    } else {
      execute("create table " + to + " as select * from " + from + " with no data");
      execute("insert into " + to + " select * from " + from);
    }
  }

  /** The changelog that makes the tables as they were. */
  SchemaSource source(SchemaSource like) throws SQLException {
    Map<String, byte[]> files = new HashMap<>();
    try (Statement query = connection.createStatement();
        ResultSet rows = query.executeQuery("select path, content from " + aside + "." + FILES)) {
      while (rows.next()) {
        files.put(rows.getString(1), rows.getBytes(2));
      }
    }
    return new SchemaSource(
        schema,
        like.loader(),
        List.of(),
        like.changelog(),
        path -> MemoryFiles.url(path, files.get(path)),
        false);
  }

  /**
   * @return what the tables had seen
   */
  SeenChanges changes() throws SQLException {
    return SeenChanges.read(connection, dialect, aside);
  }

  /** Puts the rows in the place of whatever the tables hold, which must be as they were. */
  void load() throws SQLException {
    List<String> tables = new ArrayList<>(new Tables(connection, dialect).of(schema));
    tables.add(CHANGES);
    var kept = new HashSet<>(tables());
    Collections.reverse(tables);
    for (String table : tables) {
      execute("delete from " + schema + "." + table);
    }
    Collections.reverse(tables);
    for (String table : tables) {
      if (kept.remove(table)) {
        load(table);
      }
    }
    kept.removeAll(Set.of(FILES, Counters.TABLE));
    if (!kept.isEmpty()) {
      throw new SchemaFailure("its tables cannot be made as they were: " + kept + " is missing");
    }
    new Counters(connection, dialect, schema).putBack(aside);
  }

  private List<String> tables() throws SQLException {
    var found = new ArrayList<String>();
    try (ResultSet rows =
        connection
            .getMetaData()
            .getTables(null, dialect.stored(aside), null, new String[] {"TABLE"})) {
      while (rows.next()) {
        found.add(rows.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
      }
    }
    return found;
  }

  private void load(String table) throws SQLException {
    String columns = String.join(", ", columns(table));
    execute(
        "insert into "
            + schema
            + "."
            + table
            + " ("
            + columns
            + ")"
            + (dialect == Dialect.POSTGRESQL ? " overriding system value" : "")
            + " select "
            + columns
            + " from "
            + aside
            + "."
            + table);
  }

  /** Those of the copy; what the database computes it computes again. */
  private List<String> columns(String table) throws SQLException {
    var computed = new HashSet<String>();
    try (ResultSet rows =
        connection
            .getMetaData()
            .getColumns(null, dialect.stored(schema), dialect.stored(table), null)) {
      while (rows.next()) {
        if ("YES".equals(rows.getString("IS_GENERATEDCOLUMN"))
            && !"YES".equals(rows.getString("IS_AUTOINCREMENT"))) {
          computed.add(rows.getString("COLUMN_NAME"));
        }
      }
    }
    var columns = new ArrayList<String>();
    try (Statement query = connection.createStatement();
        ResultSet none =
            query.executeQuery("select * from " + aside + "." + table + " where 1 = 0")) {
      var found = none.getMetaData();
      for (int i = 1; i <= found.getColumnCount(); i++) {
        if (!computed.contains(found.getColumnName(i))) {
          columns.add("\"" + found.getColumnName(i) + "\"");
        }
      }
    }
    return columns;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
