// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.schema;

import io.custode.persistence.internal.database.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where the identities and sequences of a schema are: rows alone would let numbers come again. */
final class Counters {
  static final String TABLE = "custode_counter";

  private final Connection connection;
  private final Dialect dialect;
  private final String schema;

  Counters(Connection connection, Dialect dialect, String schema) {
    this.connection = connection;
    this.dialect = dialect;
    this.schema = schema;
  }

  /** Notes them in another schema, as statements that set them. */
  void keep(String aside) throws SQLException {
    var found = dialect == Dialect.POSTGRESQL ? sequences() : derby();
    execute("create table " + aside + "." + TABLE + " (put varchar(1000) not null)");
    try (PreparedStatement insert =
        connection.prepareStatement("insert into " + aside + "." + TABLE + " (put) values (?)")) {
      for (String put : found.values()) {
        insert.setString(1, put);
        insert.executeUpdate();
      }
    }
  }

  void putBack(String aside) throws SQLException {
    try (Statement query = connection.createStatement();
        ResultSet rows = query.executeQuery("select put from " + aside + "." + TABLE)) {
      while (rows.next()) {
        for (String put : rows.getString(1).split(";")) {
          execute(put);
        }
      }
    }
  }

  /** Identities have sequences of their own there. One that was never used has no value. */
  private Map<String, String> sequences() throws SQLException {
    return query(
        "select sequencename, format('select setval(''%I.%I'', %s)', schemaname, sequencename,"
            + " last_value) from pg_sequences where schemaname = ? and last_value is not null");
  }

  private Map<String, String> derby() throws SQLException {
    var found =
        query(
            "select t.tablename || '.' || c.columnname, 'alter table \"' || s.schemaname || '\".\"'"
                + " || t.tablename || '\" alter column \"' || c.columnname || '\" restart with '"
                + " || trim(char(SYSCS_UTIL.SYSCS_PEEK_AT_IDENTITY(s.schemaname, t.tablename)))"
                + " from sys.syscolumns c join sys.systables t on t.tableid = c.referenceid"
                + " join sys.sysschemas s on s.schemaid = t.schemaid"
                + " where s.schemaname = ? and c.autoincrementinc is not null");
    found.putAll(
        query(
            "select q.sequencename, 'drop sequence \"' || s.schemaname || '\".\"' || q.sequencename"
                + " || '\" restrict;create sequence \"' || s.schemaname || '\".\"' ||"
                + " q.sequencename || '\" as bigint start with ' ||"
                + " trim(char(SYSCS_UTIL.SYSCS_PEEK_AT_SEQUENCE(s.schemaname, q.sequencename))) ||"
                + " ' increment by ' || trim(char(q.increment)) from sys.syssequences q"
                + " join sys.sysschemas s on s.schemaid = q.schemaid"
                + " where s.schemaname = ? and q.sequencename not like 'SYS%'"));
    return found;
  }

  private Map<String, String> query(String sql) throws SQLException {
    var found = new LinkedHashMap<String, String>();
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, dialect.stored(schema));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          found.put(rows.getString(1), rows.getString(2));
        }
      }
    }
    return found;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
