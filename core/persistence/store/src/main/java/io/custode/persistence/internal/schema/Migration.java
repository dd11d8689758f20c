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
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one schema to where its changelog is: the platform's own tables, the changelog, the checks
 * and the row policies in one transaction. It is all there afterwards, or nothing of it.
 */
final class Migration {
  /** By schema: what an old bundle's migration does has ended before the next one's begins. */
  private static final Map<String, Object> ONE_AT_A_TIME = new ConcurrentHashMap<>();

  /** Derby's catalog is locked by whoever changes it, so its schemas take turns. */
  private static final ReentrantLock DERBY = new ReentrantLock(true);

  private static final int PATIENCE_SECONDS = 5;

  /** While nobody is let in; requests that are under way end within it. */
  private static final String LOCKS_WITHIN = "15s";

  /** While a version works with the tables: whoever comes meanwhile waits behind us. */
  private static final String LOCKS_AT_ONCE = "300ms";

  /** A backup has as many rows as it has, and nobody else works meanwhile. */
  private static final Duration RESTORE = Duration.ofDays(1);

  /** Of a schema that was put back: whatever version opens it makes its grants and policies. */
  private static final String PUT_BACK = "put back";

  /** Of a schema that the version before may still write as it did: the next start ends that. */
  private static final String EXPANDED = "expanded";

  private static final Logger LOG = LoggerFactory.getLogger(Migration.class);
  private static final int TRIES = 3;

  private final Database database;
  private final SchemaSource source;
  private final EntityModel model;
  private final Restore restore;
  private final Allowance allowance;
  private boolean expands;

  Migration(
      Database database,
      SchemaSource source,
      EntityModel model,
      Restore restore,
      Allowance allowance) {
    this.restore = restore;
    this.allowance = allowance;
    this.database = database;
    this.source = source;
    this.model = model;
  }

  /**
   * The same while an earlier version works with the tables.
   *
   * @throws SchemaFailure also if it rewrites data
   * @throws SQLException also if the tables are not free for long enough
   */
  void expand() throws SQLException {
    expands = true;
    run();
  }

  /**
   * @return whether there was anything to do
   * @throws SchemaFailure if the changelog fails, or what it makes does not fit the entities
   * @throws SQLException if the database does not answer
   */
  boolean run() throws SQLException {
    Optional<RowsFile> rows = rows();
    if (rows.isPresent()) {
      allowance.extend(RESTORE);
    } else if (isUpToDate()) {
      return false;
    }
    synchronized (ONE_AT_A_TIME.computeIfAbsent(source.schema(), schema -> new Object())) {
      boolean turn = takeTurn();
      try {
        return tries(rows);
      } finally {
        if (turn) {
          DERBY.unlock();
        }
      }
    }
  }

  private boolean tries(Optional<RowsFile> rows) throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try {
        boolean changed = migrate(rows);
        loaded(rows);
        return changed;
      } catch (SchemaFailure | SQLException e) {
        // changing tables while others read can end in a deadlock; nothing is left, so again
        if (attempt == TRIES || !Failures.isCrowded(e)) {
          throw e;
        }
      }
    }
  }

  /**
   * @return whether it is to be given back; one that takes long is overtaken
   */
  private boolean takeTurn() {
    if (database.dialect() != Dialect.DERBY) {
      return false;
    }
    try {
      return DERBY.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  static boolean isMade(Database database, String schema) throws SQLException {
    try (Connection connection = database.owner()) {
      return SchemaState.read(connection, schema).isPresent();
    }
  }

  /**
   * Puts back what an update rewrote that never came to work, with no version at hand: whichever is
   * installed next finds its tables as they were.
   *
   * @param connection of who changes the plugin
   */
  static void putBack(Database database, String schema, Connection connection) throws SQLException {
    var none =
        new SchemaSource(
            schema,
            Migration.class.getClassLoader(),
            List.of(),
            SchemaSource.CHANGELOG,
            path -> null,
            false);
    var allowance = new Allowance(database.settings().migration());
    var migration = new Migration(database, none, EntityModel.of(none), Restore.NONE, allowance);
    boolean turn = migration.takeTurn();
    try {
      migration.inTransaction(connection, migration::putBack);
    } finally {
      if (turn) {
        DERBY.unlock();
      }
    }
  }

  private boolean putBack(Connection connection) throws SQLException {
    if (!snapshot(connection).exists()) {
      return false;
    }
    Set<String> files;
    if (database.dialect() == Dialect.POSTGRESQL) {
      takeLock(connection);
      // another node may run a version that needs it
      var granted = security(connection).granted();
      files = remake(connection);
      security(connection).apply(model, granted);
    } else {
      files = remake(connection);
    }
    SchemaState.write(connection, source.schema(), PUT_BACK, files);
    return true;
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

  private boolean migrate(Optional<RowsFile> rows) throws SQLException {
    try (Connection connection = database.owner()) {
      return inTransaction(connection, outer -> migrate(outer, rows));
    }
  }

  private interface Work {
    boolean on(Connection connection) throws SQLException;
  }

  private boolean inTransaction(Connection connection, Work work) throws SQLException {
    connection.setAutoCommit(false);
    boolean done = false;
    try {
      boolean changes = work.on(OuterTransaction.over(connection, allowance));
      allowance.check();
      connection.commit();
      done = true;
      return changes;
    } finally {
      // one that was ended with its statement has nothing to take back
      if (!connection.isClosed()) {
        if (!done) {
          connection.rollback();
        }
        // Derby refuses to close a connection with a transaction
        connection.setAutoCommit(true);
      }
    }
  }

  private boolean migrate(Connection connection, Optional<RowsFile> rows) throws SQLException {
    if (rows.isEmpty() && isCovered(connection)) {
      return false;
    }
    if (expands && database.dialect() == Dialect.DERBY) {
      try (var watch = LockWatch.over(database, connection, allowance)) {
        watch.run(() -> steps(connection, rows));
      }
    } else {
      steps(connection, rows);
    }
    return true;
  }

  /**
   * Another version has been here and had all change sets of this one: nothing is to be done, and
   * what the other did stays. If it is this version that has other files, they are remembered.
   */
  private boolean isCovered(Connection connection) throws SQLException {
    String schema = source.schema();
    String role = database.settings().appRole();
    var state = SchemaState.read(connection, schema);
    if (state.isEmpty()) {
      // a query that failed has ended the transaction
      connection.rollback();
      return false;
    }
    if (!state.get().fingerprint().startsWith(Fingerprint.rules(role))) {
      return false;
    }
    var found = compared(connection);
    if (!found.ran()
        || !found.rewritten().isEmpty()
        || (database.dialect() == Dialect.POSTGRESQL
            && !security(connection).suffices(model, found.without().isEmpty()))) {
      return false;
    }
    new TableCheck(connection, database.dialect(), schema).check(model);
    if (found.without().isEmpty() && tryLock(connection)) {
      SchemaState.write(connection, schema, fingerprint(found.files()), found.files());
    }
    return true;
  }

  private Compared compared(Connection connection) throws SQLException {
    var seen = SeenChanges.read(connection, database.dialect(), source.schema());
    return seen.isEmpty()
        ? Compared.NEW
        : changelog().look(connection, listed -> Compared.of(listed, seen));
  }

  private void steps(Connection connection, Optional<RowsFile> rows) throws SQLException {
    String schema = source.schema();
    if (source.isPlugins()) {
      refuseForeign(connection);
    }
    if (database.dialect() == Dialect.POSTGRESQL) {
      takeLock(connection);
    }
    prepare(connection);
    var found = compared(connection);
    if (expands && (found.rewrites() || !found.rewritten().isEmpty())) {
      throw new SchemaFailure(
          "it rewrites data, which it cannot while another version works on it");
    }
    if (!found.rewritten().isEmpty()) {
      putBack(connection, found.rewritten());
      found = compared(connection);
      if (!found.rewritten().isEmpty()) {
        // it was kept from a later rewrite
        throw new SchemaFailure(SeenChanges.because(found.rewritten()));
      }
    } else if (found.rewrites() && source.isPlugins()) {
      if (!found.without().isEmpty()) {
        throw new SchemaFailure(SeenChanges.noWayBack(found.without()));
      }
      var snapshot = snapshot(connection);
      snapshot.take(source, found.files());
      prove(connection, snapshot);
    }
    Set<String> files = changelog().run(connection, rows);
    new TableCheck(connection, database.dialect(), schema).check(model);
    boolean more = false;
    if (database.dialect() == Dialect.POSTGRESQL) {
      // what the policies grant for tables of a later version stays granted: no model has them here
      var security = security(connection);
      boolean newest = found.without().isEmpty();
      security.apply(model, newest && !expands ? Set.of() : security.granted());
      more = expands && !security.suffices(model, newest);
    }
    SchemaState.write(connection, schema, more ? EXPANDED : fingerprint(files), files);
  }

  /**
   * @return false if another node is at the same
   */
  private boolean tryLock(Connection connection) throws SQLException {
    return database.dialect() != Dialect.POSTGRESQL
        || SchemaLock.ask(
            connection, "select pg_try_advisory_xact_lock(" + lock(source.schema()) + ")");
  }

  /** A file that is not kept would be missed when there is no other way any more. */
  private void prove(Connection connection, Snapshot snapshot) throws SQLException {
    var seen = snapshot.changes();
    new Changelog(snapshot.source(source), database.dialect())
        .look(
            connection,
            listed -> {
              seen.open(listed);
              return true;
            });
  }

  private void takeLock(Connection connection) throws SQLException {
    Duration longest = database.settings().migration();
    // if this process dies, the server ends what it began
    execute(connection, "set local statement_timeout = '" + longest.toSeconds() + "s'");
    execute(connection, "select pg_advisory_xact_lock(" + lock(source.schema()) + ")");
    execute(
        connection, "set local lock_timeout = '" + (expands ? LOCKS_AT_ONCE : LOCKS_WITHIN) + "'");
  }

  /** Our own part of a schema, in which the changelog works. */
  private void prepare(Connection connection) throws SQLException {
    String schema = source.schema();
    if (database.dialect() == Dialect.POSTGRESQL) {
      execute(connection, "create schema if not exists " + schema);
      security(connection).grant();
      security(connection).lift();
    } else if (!tables(connection).exists(schema, null)) {
      execute(connection, "create schema " + schema);
    }
    connection.setSchema(database.dialect().stored(schema));
    tables(connection).make(schema);
  }

  /** A version before the rewrite is started, because the one that rewrote never came to work. */
  private void putBack(Connection connection, List<String> rewritten) throws SQLException {
    var snapshot = snapshot(connection);
    if (!source.isPlugins() || !snapshot.exists()) {
      throw new SchemaFailure(SeenChanges.because(rewritten));
    }
    if (!SchemaLock.isFree(connection, database.dialect(), source.schema())) {
      throw new SQLTransientConnectionException("another node is changing this plugin", "08000");
    }
    remake(connection);
  }

  /**
   * @return the files of the changelog that made it
   */
  private Set<String> remake(Connection connection) throws SQLException {
    var snapshot = snapshot(connection);
    var before = snapshot.source(source);
    var seen = snapshot.changes();
    if (database.dialect() == Dialect.DERBY) {
      connection.setSchema("APP");
    }
    SchemaDrop.drop(connection, database.dialect(), source.schema());
    prepare(connection);
    var files = new Changelog(before, database.dialect()).replay(connection, seen);
    snapshot.load();
    snapshot.drop();
    LOG.warn("Schema {} holds again what it held before it was rewritten", source.schema());
    return files;
  }

  private Snapshot snapshot(Connection connection) {
    return new Snapshot(connection, database.dialect(), source.schema());
  }

  private OwnTables tables(Connection connection) {
    return new OwnTables(connection, database.dialect());
  }

  private RowSecurity security(Connection connection) {
    return new RowSecurity(connection, source.schema(), database.settings().appRole());
  }

  /** Nodes migrate one schema one after the other. */
  private static long lock(String schema) {
    return Database.LOCK + 1 + (schema.hashCode() & 0xffff_ffffL);
  }

  /** What somebody else keeps under the same name would go with the plugin one day. */
  private void refuseForeign(Connection connection) throws SQLException {
    // all tables last: on Derby that waits for whoever changes tables of any schema
    var own = tables(connection);
    if (!own.exists(source.schema(), null) || own.exists(source.schema(), "schema_state")) {
      return;
    }
    String stored = database.dialect().stored(source.schema());
    try (var tables = connection.getMetaData().getTables(null, stored, null, null)) {
      if (!tables.next()) {
        return;
      }
    }
    throw new SchemaFailure(
        "the database has a schema "
            + source.schema()
            + " that is not Custode's: it holds tables of others");
  }

  private Changelog changelog() {
    return new Changelog(source, database.dialect());
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
