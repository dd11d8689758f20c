// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.schema;

import io.custode.api.error.Conflict;
import io.custode.persistence.core.PluginSchemas.Change;
import io.custode.persistence.core.PluginSchemas.Opening;
import io.custode.persistence.internal.database.Database;
import io.custode.persistence.internal.database.Failures;
import io.custode.persistence.internal.schema.SchemasFromOutside.Openings;
import java.sql.Connection;
import java.sql.SQLException;
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

  private final SchemaLock lock;

  /** Holds the lock, so what is done on it is done by who changes the plugin. */
  private final Connection connection;

  private final String schema;

  private SchemaChange(Database database, Openings openings, SchemaLock lock, String schema) {
    this.database = database;
    this.openings = openings;
    this.lock = lock;
    this.connection = lock.connection();
    this.schema = schema;
  }

  /**
   * @throws Conflict if another node changes it
   */
  static SchemaChange begin(Database database, Openings openings, String schema)
      throws SQLException {
    return SchemaLock.take(database, schema)
        .map(lock -> new SchemaChange(database, openings, lock, schema))
        .orElseThrow(
            () ->
                new Conflict(
                    "plugin-changing",
                    "Another node is changing this plugin now; nothing was changed here.",
                    "Look at the list of plugins in a minute, then repeat."));
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
    lock.release();
  }
}
