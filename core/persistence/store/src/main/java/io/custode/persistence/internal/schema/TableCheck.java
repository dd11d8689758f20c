// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.schema;

import io.custode.persistence.internal.database.Dialect;
import io.custode.persistence.internal.store.TenantColumns;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Holds the entities against the tables that the changelog made. */
final class TableCheck {
  private final String schema;
  private final Map<String, Boolean> nullableTenant;
  private final Map<String, Boolean> nullableViewer;

  TableCheck(Connection connection, Dialect dialect, String schema) throws SQLException {
    this.schema = schema;
    this.nullableTenant = column(connection, dialect, schema, TenantColumns.TENANT_COLUMN);
    this.nullableViewer = column(connection, dialect, schema, TenantColumns.VIEWER_COLUMN);
  }

  /**
   * @throws SchemaFailure naming the table and what it lacks
   */
  void check(EntityModel model) {
    for (EntityModel.Mapped table : model.tables()) {
      switch (table.kind()) {
        case TENANT -> {
          if (nullableTenant.getOrDefault(table.name(), true)) {
            throw broken(table, "must have tenant_id VARCHAR(36) NOT NULL");
          }
        }
        case FLEET -> {
          if (!nullableTenant.containsKey(table.name())
              || nullableViewer.containsKey(table.name())) {
            throw broken(table, "must be a table or view with tenant_id and without viewer_id");
          }
        }
        default -> {
          // the provider's tables belong to no tenant
        }
      }
    }
  }

  private SchemaFailure broken(EntityModel.Mapped table, String rule) {
    return new SchemaFailure(
        "%s.%s of entity %s %s".formatted(schema, table.name(), table.entity(), rule));
  }

  private static Map<String, Boolean> column(
      Connection connection, Dialect dialect, String schema, String column) throws SQLException {
    var found = new HashMap<String, Boolean>();
    DatabaseMetaData catalog = connection.getMetaData();
    try (ResultSet rows =
        catalog.getColumns(null, dialect.stored(schema), "%", dialect.stored(column))) {
      while (rows.next()) {
        boolean nullable = rows.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls;
        found.put(rows.getString("TABLE_NAME").toLowerCase(Locale.ROOT), nullable);
      }
    }
    return found;
  }
}
