// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.schema;

import io.custode.persistence.internal.database.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** The platform's own tables in each schema. */
final class OwnTables {
  private final Connection connection;
  private final Dialect dialect;

  OwnTables(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /** Makes them if they are not there, in the schema that the connection is in. */
  void make(String schema) throws SQLException {
    if (exists(schema, "outbox")) {
      return;
    }
    String text = dialect.text();
    execute(
        "create table outbox (id varchar(36) not null primary key, kind varchar(10) not null,"
            + " type varchar(300) not null, tenant_id varchar(36), payload "
            + text
            + " not null, created bigint not null, due bigint not null, attempts int not null,"
            + " why varchar(500))");
    execute("create index outbox_due on outbox (due, created)");
    execute(
        "create table schema_state (fingerprint varchar(64) not null primary key, files "
            + text
            + " not null)");
  }

  /**
   * @param table null for the schema itself
   */
  boolean exists(String schema, @Nullable String table) throws SQLException {
    var catalog = connection.getMetaData();
    try (var found =
        table == null
            ? catalog.getSchemas(null, dialect.stored(schema))
            : catalog.getTables(null, dialect.stored(schema), dialect.stored(table), null)) {
      return found.next();
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
