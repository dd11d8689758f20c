// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.schema;

import io.custode.persistence.internal.copy.Restore;
import io.custode.persistence.internal.copy.RowsFile;
import io.custode.persistence.internal.database.Database;
import io.custode.persistence.internal.database.Dialect;
import io.custode.persistence.internal.database.Failures;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one schema to where its changelog is: the platform's own tables, the changelog, the checks
 * and the row policies in one transaction. It is all there afterwards, or nothing of it.
 */
final class Migration {
  /** Liquibase keeps state of the whole process, so one runs at a time. */
  private static final Object ONE_AT_A_TIME = new Object();

  private static final Logger LOG = LoggerFactory.getLogger(Migration.class);
  private static final int TRIES = 3;

  private final Database database;
  private final SchemaSource source;
  private final EntityModel model;
  private final Restore restore;

  Migration(Database database, SchemaSource source, EntityModel model, Restore restore) {
    this.restore = restore;
    this.database = database;
    this.source = source;
    this.model = model;
  }

  /**
   * @return whether there was anything to do
   * @throws SchemaFailure if the changelog fails, or what it makes does not fit the entities
   * @throws SQLException if the database does not answer
   */
  boolean run() throws SQLException {
    Optional<RowsFile> rows = rows();
    if (rows.isEmpty() && isUpToDate()) {
      return false;
    }
    synchronized (ONE_AT_A_TIME) {
      for (int attempt = 1; ; attempt++) {
        try {
          migrate(rows);
          loaded(rows);
          return true;
        } catch (SchemaFailure e) {
          // changing tables while others read can end in a deadlock; nothing is left, so again
          if (attempt == TRIES || !Failures.isCrowded(e)) {
            throw e;
          }
        }
      }
    }
  }

  static boolean isMade(Database database, String schema) throws SQLException {
    try (Connection connection = database.owner()) {
      return SchemaState.read(connection, schema).isPresent();
    }
  }

  private Optional<RowsFile> rows() throws SQLException {
    try {
      return restore.isNone()
          ? Optional.empty()
          : restore.begin(source.schema(), isMade(database, source.schema()));
    } catch (IOException e) {
      throw new SchemaFailure("its rows cannot be restored: " + e.getMessage(), e);
    }
  }

  private void loaded(Optional<RowsFile> rows) {
    try {
      if (rows.isPresent()) {
        LOG.info("Schema {} was made with the rows of a backup", source.schema());
        restore.done(source.schema());
      }
    } catch (IOException e) {
      LOG.warn("Rows that were restored are still in the home: {}", e.toString());
    }
  }

  private boolean isUpToDate() throws SQLException {
    // from the pool: opening one more connection would take longer than all the rest
    try (Connection connection = database.pool().getConnection()) {
      Optional<SchemaState> state = SchemaState.read(connection, source.schema());
      return state.isPresent()
          && state.get().fingerprint().equals(fingerprint(Set.copyOf(state.get().files())));
    }
  }

  private String fingerprint(Set<String> files) {
    return Fingerprint.of(source, model, database.settings().appRole(), files);
  }

  private void migrate(Optional<RowsFile> rows) throws SQLException {
    try (Connection connection = database.owner()) {
      connection.setAutoCommit(false);
      boolean done = false;
      try {
        steps(connection, rows);
        connection.commit();
        done = true;
      } finally {
        if (!done) {
          connection.rollback();
        }
        // Derby refuses to close a connection with a transaction
        connection.setAutoCommit(true);
      }
    }
  }

  private void steps(Connection connection, Optional<RowsFile> rows) throws SQLException {
    String schema = source.schema();
    boolean postgresql = database.dialect() == Dialect.POSTGRESQL;
    var security = new RowSecurity(connection, schema, database.settings().appRole());
    if (postgresql) {
      execute(connection, "select pg_advisory_xact_lock(" + Database.LOCK + ")");
      execute(connection, "create schema if not exists " + schema);
      security.grant();
      security.lift();
    } else if (!exists(connection, schema, null)) {
      execute(connection, "create schema " + schema);
    }
    connection.setSchema(database.dialect().stored(schema));
    ownTables(connection);
    Set<String> files = changelog(connection, rows);
    new TableCheck(connection, database.dialect(), schema).check(model);
    if (postgresql) {
      security.apply(model);
    }
    SchemaState.write(connection, schema, fingerprint(files), files);
  }

  private Set<String> changelog(Connection connection, Optional<RowsFile> rows)
      throws SQLException {
    try {
      return new Changelog(source, database.dialect()).run(connection, rows);
    } catch (SchemaFailure | SQLException e) {
      throw e;
    } catch (Exception e) {
      throw new SchemaFailure("its changelog failed: " + reason(e), e);
    }
  }

  private static String reason(Throwable thrown) {
    Throwable last = thrown;
    while (last.getCause() != null && last.getCause() != last) {
      last = last.getCause();
    }
    return String.valueOf(last.getMessage()).lines().findFirst().orElse("");
  }

  private void ownTables(Connection connection) throws SQLException {
    if (exists(connection, source.schema(), "outbox")) {
      return;
    }
    String text = database.dialect().text();
    execute(
        connection,
        "create table outbox (id varchar(36) not null primary key, kind varchar(10) not null,"
            + " type varchar(300) not null, tenant_id varchar(36), payload "
            + text
            + " not null, created bigint not null, due bigint not null, attempts int not null,"
            + " why varchar(500))");
    execute(connection, "create index outbox_due on outbox (due, created)");
    execute(
        connection,
        "create table schema_state (fingerprint varchar(64) not null primary key, files "
            + text
            + " not null)");
  }

  /**
   * @param table null for the schema itself
   */
  private boolean exists(
      Connection connection, String schema, @org.jspecify.annotations.Nullable String table)
      throws SQLException {
    Dialect dialect = database.dialect();
    var catalog = connection.getMetaData();
    try (var found =
        table == null
            ? catalog.getSchemas(null, dialect.stored(schema))
            : catalog.getTables(null, dialect.stored(schema), dialect.stored(table), null)) {
      return found.next();
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
