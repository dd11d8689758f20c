// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The row that a schema keeps about itself, so that a start with nothing new costs one query.
 *
 * @param fingerprint of what was applied last
 * @param files the changelog files that went into it
 */
record SchemaState(String fingerprint, List<String> files) {
  /** No such schema, no such table; one that we may not look at is somebody else's. */
  private static final Set<String> ABSENT = Set.of("42Y07", "42X05", "42P01", "3F000", "42501");

  static Optional<SchemaState> read(Connection connection, String schema) throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement(
                "select fingerprint, files from " + schema + ".schema_state");
        ResultSet row = query.executeQuery()) {
      return row.next()
          ? Optional.of(new SchemaState(row.getString(1), List.of(row.getString(2).split("\n"))))
          : Optional.empty();
    } catch (SQLException e) {
      if (ABSENT.contains(String.valueOf(e.getSQLState()))) {
        return Optional.empty();
      }
      throw e;
    }
  }

  static void write(
      Connection connection, String schema, String fingerprint, Collection<String> files)
      throws SQLException {
    try (PreparedStatement delete =
            connection.prepareStatement("delete from " + schema + ".schema_state");
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into " + schema + ".schema_state (fingerprint, files) values (?, ?)")) {
      delete.executeUpdate();
      insert.setString(1, fingerprint);
      insert.setString(2, String.join("\n", files));
      insert.executeUpdate();
    }
  }
}
