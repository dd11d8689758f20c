// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.copy;

import io.custode.persistence.core.DatabaseCopy.Target;
import io.custode.persistence.internal.database.Dialect;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;

/**
 * Writes the rows of a schema:
 *
 * <pre>
 * "custode-rows" 1 schema
 * number of change sets, their ids          what the tables look like
 * 1 table, number of columns, their names   for each table
 *   1 values                                for each row
 *   0
 * 0
 * </pre>
 *
 * <p>Texts here are those of {@link DataOutputStream#writeUTF}, values those of {@link Value}.
 */
final class RowsWriter {
  static final String MARK = "custode-rows";
  static final int VERSION = 1;
  static final int MORE = 1;
  static final int END = 0;
  private static final int FETCH = 200;

  private final Connection connection;
  private final Tables tables;

  RowsWriter(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.tables = new Tables(connection, dialect);
  }

  void write(Target target) throws SQLException, IOException {
    for (String schema : tables.schemas()) {
      try (var out =
          new DataOutputStream(new BufferedOutputStream(target.schema(schema), 1 << 16))) {
        schema(schema, out, target);
      }
    }
  }

  private void schema(String schema, DataOutputStream out, Target target)
      throws SQLException, IOException {
    out.writeUTF(MARK);
    out.writeInt(VERSION);
    out.writeUTF(schema);
    var changes = tables.changes(schema);
    out.writeInt(changes.size());
    for (String change : changes) {
      out.writeUTF(change);
    }
    for (String table : tables.of(schema)) {
      out.writeByte(MORE);
      out.writeUTF(table);
      target.counted(schema, table, rows(schema, table, out));
    }
    out.writeByte(END);
  }

  private long rows(String schema, String table, DataOutputStream out)
      throws SQLException, IOException {
    long count = 0;
    try (PreparedStatement query =
        connection.prepareStatement("select * from " + schema + "." + table)) {
      query.setFetchSize(FETCH);
      try (ResultSet rows = query.executeQuery()) {
        var columns = rows.getMetaData();
        var kinds = new Value[columns.getColumnCount()];
        out.writeShort(kinds.length);
        for (int i = 0; i < kinds.length; i++) {
          kinds[i] = Value.of(columns.getColumnType(i + 1));
          out.writeUTF(columns.getColumnName(i + 1).toLowerCase(Locale.ROOT));
        }
        while (rows.next()) {
          out.writeByte(MORE);
          for (int i = 0; i < kinds.length; i++) {
            kinds[i].write(rows, i + 1, out);
          }
          count++;
        }
      }
    }
    out.writeByte(END);
    return count;
  }
}
