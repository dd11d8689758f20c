// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.audit;

import io.custode.persistence.testing.TestDatabase;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables of the record as their owner sees and changes them, past the platform. */
final class RecordedRows implements AutoCloseable {
  private static final Map<TestDatabases, Platform> PLATFORMS = new EnumMap<>(TestDatabases.class);

  private final Connection connection;

  private RecordedRows(TestDatabase database) {
    try {
      connection = database.owner();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A platform for tests that harm the record; the tests of one run share it, one by one. */
  static synchronized Platform platform(TestDatabases kind) {
    return PLATFORMS.computeIfAbsent(kind, Platform::alone);
  }

  /** Its rows, none of which is there yet. */
  static RecordedRows empty(Platform platform) {
    platform.deliverAudit();
    var rows = new RecordedRows(platform.database);
    for (var table : List.of("audit", "audit_entry", "audit_head", "person_key", "person")) {
      rows.run("delete from core." + table);
    }
    rows.run(
        "insert into core.audit_head (id, revision, sequence_number, hash, appended_at)"
            + " values (1, 1, 0, ?, 0)",
        Link.START);
    return rows;
  }

  /** Rows of a table, by column in lower case. */
  List<Map<String, Object>> of(String table, String order) {
    return on(
        connection -> {
          var rows = new ArrayList<Map<String, Object>>();
          try (var statement = connection.createStatement();
              ResultSet result =
                  statement.executeQuery("select * from core." + table + " order by " + order)) {
            var columns = result.getMetaData();
            while (result.next()) {
              var row = new LinkedHashMap<String, Object>();
              for (int i = 1; i <= columns.getColumnCount(); i++) {
                row.put(
                    columns.getColumnName(i).toLowerCase(java.util.Locale.ROOT),
                    result.getObject(i));
              }
              rows.add(row);
            }
          }
          return rows;
        });
  }

  void put(String table, Map<String, Object> row) {
    var names = List.copyOf(row.keySet());
    run(
        "insert into core.%s (%s) values (%s)"
            .formatted(table, String.join(", ", names), "?, ".repeat(names.size() - 1) + "?"),
        names.stream().map(row::get).toArray());
  }

  int run(String sql, Object... values) {
    return on(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
              statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
          }
        });
  }

  private interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  private <T> T on(Work<T> work) {
    try {
      return work.on(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
