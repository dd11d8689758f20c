// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.copy;

import io.custode.persistence.internal.database.Dialect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What there is to copy, as the database's catalog says. Names are in lower case. */
public final class Tables {
  /** Made anew by whoever makes the schema. */
  private static final Set<String> NOT_COPIED =
      Set.of("databasechangelog", "databasechangeloglock", "schema_state");

  private final Connection connection;
  private final Dialect dialect;

  public Tables(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /**
   * @return every schema that the platform made, core first
   */
  List<String> schemas() throws SQLException {
    var found = new TreeSet<String>();
    try (ResultSet rows =
        connection
            .getMetaData()
            .getTables(null, null, dialect.stored("schema_state"), new String[] {"TABLE"})) {
      while (rows.next()) {
        found.add(rows.getString("TABLE_SCHEM").toLowerCase(Locale.ROOT));
      }
    }
    var ordered = new LinkedHashSet<String>();
    if (found.contains("core")) {
      ordered.add("core");
    }
    ordered.addAll(found);
    return List.copyOf(ordered);
  }

  /**
   * @return the schema's tables, each after those that its rows refer to
   */
  public List<String> of(String schema) throws SQLException {
    var all = new TreeSet<String>();
    try (ResultSet rows =
        connection
            .getMetaData()
            .getTables(null, dialect.stored(schema), null, new String[] {"TABLE"})) {
      while (rows.next()) {
        all.add(rows.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
      }
    }
    all.removeAll(NOT_COPIED);
    var needs = new HashMap<String, Set<String>>();
    for (String table : all) {
      needs.put(table, referred(schema, table));
    }
    var ordered = new LinkedHashSet<String>();
    all.forEach(table -> place(table, needs, new LinkedHashSet<>(), ordered));
    return new ArrayList<>(ordered);
  }

  /**
   * @return tables whose rows cannot be inserted one table after the other, empty if all can
   */
  public List<String> circle(String schema) throws SQLException {
    var before = new TreeSet<String>();
    var found = new ArrayList<String>();
    for (String table : of(schema)) {
      before.add(table);
      if (!before.containsAll(referred(schema, table))) {
        found.add(table);
      }
    }
    return found;
  }

  private Set<String> referred(String schema, String table) throws SQLException {
    var referred = new TreeSet<String>();
    try (ResultSet keys =
        connection
            .getMetaData()
            .getImportedKeys(null, dialect.stored(schema), dialect.stored(table))) {
      while (keys.next()) {
        referred.add(keys.getString("PKTABLE_NAME").toLowerCase(Locale.ROOT));
      }
    }
    return referred;
  }

  private static void place(
      String table, Map<String, Set<String>> needs, Set<String> under, Set<String> ordered) {
    if (ordered.contains(table) || !needs.containsKey(table) || !under.add(table)) {
      return;
    }
    needs.getOrDefault(table, Set.of()).forEach(other -> place(other, needs, under, ordered));
    ordered.add(table);
  }

  /**
   * @return the change sets that the schema has seen, as {@link #key}
   */
  List<String> changes(String schema) throws SQLException {
    var found = new ArrayList<String>();
    try (var query =
            connection.prepareStatement(
                "select id, author from " + schema + ".databasechangelog order by orderexecuted");
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        found.add(key(rows.getString(1), rows.getString(2)));
      }
    }
    return found;
  }

  static String key(String id, String author) {
    return id + " by " + author;
  }
}
