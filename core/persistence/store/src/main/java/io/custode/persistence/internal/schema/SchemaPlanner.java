// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.schema;

import io.custode.persistence.core.PluginSchemas.Plan;
import io.custode.persistence.internal.database.Database;
import io.custode.persistence.internal.database.Failures;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javax.persistence.PersistenceException;
import org.jspecify.annotations.Nullable;

/** Reads a changelog that is not installed and compares it with what the database has seen. */
final class SchemaPlanner {
  private final Database database;

  SchemaPlanner(Database database) {
    this.database = database;
  }

  /**
   * @param files by path; null for one that is not there
   */
  Plan plan(String schema, Function<String, byte @Nullable []> files) {
    if (files.apply(SchemaSource.CHANGELOG) == null) {
      return Plan.NOTHING;
    }
    var source = source(schema, files);
    try (Connection connection = database.owner()) {
      connection.setAutoCommit(false);
      try {
        var allowance = new Allowance(database.settings().migration());
        return plan(source, OuterTransaction.over(connection, allowance));
      } finally {
        connection.rollback();
        // Derby refuses to close a connection with a transaction
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw Failures.translate(new PersistenceException(e));
    }
  }

  /**
   * @param connection in a transaction
   * @return whether a version knows all that rewrote what is in the tables
   */
  boolean knowsRewrites(
      Connection connection, String schema, Function<String, byte @Nullable []> files)
      throws SQLException {
    var seen = SeenChanges.read(connection, database.dialect(), schema);
    if (files.apply(SchemaSource.CHANGELOG) == null) {
      return seen.rewrittenSince(Set.of()).isEmpty();
    }
    var allowance = new Allowance(database.settings().migration());
    return new Changelog(source(schema, files), database.dialect())
        .look(
            OuterTransaction.over(connection, allowance),
            listed -> seen.rewrittenSince(listed.known()).isEmpty());
  }

  private static SchemaSource source(String schema, Function<String, byte @Nullable []> files) {
    return new SchemaSource(
        schema,
        SchemaPlanner.class.getClassLoader(),
        List.of(),
        SchemaSource.CHANGELOG,
        path -> MemoryFiles.url(path, files.apply(path)),
        false);
  }

  private Plan plan(SchemaSource source, Connection connection) throws SQLException {
    var seen = SeenChanges.read(connection, database.dialect(), source.schema());
    try {
      return new Changelog(source, database.dialect())
          .look(connection, changelog -> PlannedChanges.of(seen, changelog));
    } catch (SchemaFailure e) {
      return new Plan(List.of(), List.of(String.valueOf(e.getMessage())));
    }
  }
}
