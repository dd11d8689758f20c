// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.schema;

import io.custode.api.error.Conflict;
import io.custode.persistence.core.PluginSchemas.Change;
import io.custode.persistence.core.PluginSchemas.Opening;
import io.custode.persistence.internal.database.Database;
import io.custode.persistence.internal.database.Dialect;
import io.custode.persistence.internal.database.Failures;
import io.custode.persistence.internal.schema.SchemasFromOutside.Openings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.function.Function;
import javax.persistence.PersistenceException;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A plugin is being changed by this node, and by no other: until it works or is taken back, nobody
 * else puts its tables back or gives up what they were. The server forgets it with the connection.
 */
final class SchemaChange implements Change {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaChange.class);
  private final Database database;
  private final Openings openings;

  /** Holds the lock, so what is done on it is done by who changes the plugin. */
  private final Connection connection;

  private final String schema;

  private SchemaChange(Database database, Openings openings, Connection connection, String schema) {
    this.database = database;
    this.openings = openings;
    this.connection = connection;
    this.schema = schema;
  }

  /**
   * @throws Conflict if another node changes it
   */
  static SchemaChange begin(Database database, Openings openings, String schema)
      throws SQLException {
    Connection connection = database.owner();
    boolean mine = false;
    try {
      // on Derby there is one node
      mine =
          database.dialect() != Dialect.POSTGRESQL
              || ask(connection, "select pg_try_advisory_lock(" + lock(schema) + ")");
    } finally {
      if (!mine) {
        connection.close();
      }
    }
    if (!mine) {
      throw new Conflict(
          "plugin-changing",
          "Another node is changing this plugin now; nothing was changed here.",
          "Look at the list of plugins in a minute, then repeat.");
    }
    return new SchemaChange(database, openings, connection, schema);
  }

  /**
   * @return whether no other node changes it, until the transaction ends
   */
  static boolean isMine(Connection connection, Dialect dialect, String schema) throws SQLException {
    return dialect != Dialect.POSTGRESQL
        || ask(connection, "select pg_try_advisory_xact_lock(" + lock(schema) + ")");
  }

  static boolean ask(Connection connection, String sql) throws SQLException {
    try (Statement query = connection.createStatement();
        ResultSet row = query.executeQuery(sql)) {
      return row.next() && row.getBoolean(1);
    }
  }

  /** Another one than that of migrations: a migration runs while it is held. */
  private static long lock(String schema) {
    return Database.LOCK - 1 - (schema.hashCode() & 0xffff_ffffL);
  }

  @Override
  public Optional<Opening> expand(Bundle bundle) {
    return openings.expand(bundle);
  }

  @Override
  public void settle(Function<String, byte @Nullable []> files) {
    try {
      connection.setAutoCommit(false);
      try {
        var snapshot = new Snapshot(connection, database.dialect(), schema);
        if (snapshot.exists()
            && new SchemaPlanner(database).knowsRewrites(connection, schema, files)) {
          snapshot.drop();
          connection.commit();
          LOG.info("Schema {} stays as it was rewritten", schema);
        }
      } finally {
        connection.rollback();
        // Derby refuses to close a connection with a transaction
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw Failures.translate(new PersistenceException(e));
    }
  }

  @Override
  public void putBack() {
    try {
      Migration.putBack(database, schema, connection);
    } catch (SQLException e) {
      throw Failures.translate(new PersistenceException(e));
    }
  }

  @Override
  public boolean drop() {
    if (openings.isOpen(schema)) {
      throw new Conflict(
          "schema-in-use",
          "The tables of schema " + schema + " are in use; nothing was dropped.",
          "Uninstall the plugin first, on every node.");
    }
    try {
      return SchemaDrop.drop(database.dialect(), connection, schema);
    } catch (SQLException e) {
      throw Failures.translate(new PersistenceException(e));
    }
  }

  @Override
  public void over() {
    try (connection) {
      if (database.dialect() == Dialect.POSTGRESQL && !connection.isClosed()) {
        // a moment after its connection the server would forget it by itself
        ask(connection, "select pg_advisory_unlock(" + lock(schema) + ")");
      }
    } catch (SQLException e) {
      LOG.debug("The lock of {} went with its connection: {}", schema, e.toString());
    }
  }
}
