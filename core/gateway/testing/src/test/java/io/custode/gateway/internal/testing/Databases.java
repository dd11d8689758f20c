// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.testing;

import io.custode.persistence.TenantStore;
import io.custode.persistence.testing.TestDatabase;
import io.custode.persistence.testing.TestDatabases;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Databases with the gateway's schema, which tests use one after another: to make one takes
 * seconds, to empty it milliseconds.
 */
final class Databases {
  /** Nobody else uses it meanwhile. */
  record Opened(TestDatabase database, TenantStore store) {}

  private static final Map<TestDatabases, Deque<Opened>> EMPTY = new EnumMap<>(TestDatabases.class);

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(Databases::drop, "drop-databases"));
  }

  private Databases() {}

  static synchronized Opened take(TestDatabases kind, Function<TestDatabase, TenantStore> schema) {
    var empty = EMPTY.computeIfAbsent(kind, k -> new ArrayDeque<>()).poll();
    if (empty != null) {
      return empty;
    }
    var database = kind.open();
    return new Opened(database, schema.apply(database));
  }

  /** Empties it for the next one. */
  static synchronized void give(Opened used) {
    try {
      empty(used.database());
      EMPTY.get(used.database().kind()).add(used);
    } catch (SQLException e) {
      used.database().close(); // somebody still works on it
    }
  }

  private static void empty(TestDatabase database) throws SQLException {
    try (var connection = database.owner();
        var statement = connection.createStatement()) {
      for (var table : tables(database)) {
        statement.execute("truncate table " + table);
      }
      if (!connection.getAutoCommit()) {
        connection.commit();
      }
    }
  }

  /** All that rows of the gateway are in; what it says of migrations stays. */
  private static List<String> tables(TestDatabase database) throws SQLException {
    var tables = new ArrayList<>(List.of("core.visible"));
    try (var connection = database.owner();
        var all = connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE"})) {
      while (all.next()) {
        var schema = all.getString("TABLE_SCHEM").toLowerCase(Locale.ROOT);
        var name = all.getString("TABLE_NAME").toLowerCase(Locale.ROOT);
        if (schema.equals("gateway") && !name.startsWith("databasechangelog")) {
          tables.add("gateway." + name);
        }
      }
    }
    return tables;
  }

  private static synchronized void drop() {
    EMPTY.values().forEach(all -> all.forEach(each -> each.database().close()));
  }
}
