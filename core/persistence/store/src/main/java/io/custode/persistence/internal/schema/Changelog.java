// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.schema;

import io.custode.persistence.internal.copy.RowsFile;
import io.custode.persistence.internal.database.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.changelog.ChangeLogHistoryServiceFactory;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.FastCheckService;
import liquibase.database.AbstractJdbcDatabase;
import liquibase.database.core.DerbyDatabase;
import liquibase.database.core.PostgresDatabase;
import liquibase.database.jvm.JdbcConnection;
import liquibase.lockservice.LockServiceFactory;
import liquibase.ui.LoggerUIService;

/** Runs a changelog with Liquibase. Only this class and its helpers know Liquibase. */
final class Changelog {
  private final SchemaSource source;
  private final Dialect dialect;

  Changelog(SchemaSource source, Dialect dialect) {
    this.source = source;
    this.dialect = dialect;
  }

  /**
   * What a changelog lists.
   *
   * @param sets those that this database has to run, in the order in which they would
   * @param known keys of all, those of the other database too
   * @param files that were read
   */
  record Listed(List<ChangeSet> sets, Set<String> known, Set<String> files) {}

  /**
   * Brings the schema up to date inside the caller's transaction.
   *
   * @param connection an {@link OuterTransaction}
   * @param rows loaded when the tables look as they did when these were copied
   * @return the files that were read
   * @throws SchemaFailure if it fails
   */
  Set<String> run(Connection connection, Optional<RowsFile> rows) throws SQLException {
    return run(connection, liquibase -> update(connection, liquibase, rows));
  }

  /**
   * Runs those of its change sets that a schema had seen once, and no other.
   *
   * @return the files that were read
   */
  Set<String> replay(Connection connection, SeenChanges seen) throws SQLException {
    return run(
        connection,
        liquibase -> {
          liquibase.getDatabaseChangeLog().getChangeSets().removeIf(set -> !seen.has(set));
          update(liquibase);
        });
  }

  private Set<String> run(Connection connection, Work work) throws SQLException {
    var files = new ChangelogFiles(source.resources());
    try {
      inLiquibase(
          files,
          () -> {
            work.with(liquibase(connection, files));
            return true;
          });
    } catch (SchemaFailure | SQLException e) {
      throw e;
    } catch (Exception e) {
      throw failure("its changelog failed: ", e);
    }
    return files.read();
  }

  private interface Work {
    void with(Liquibase liquibase) throws Exception;
  }

  /**
   * Reads it without running anything; Liquibase's objects are good within the look only.
   *
   * @throws SchemaFailure if it cannot be read
   */
  <T> T look(Connection connection, Function<Listed, T> look) throws SQLException {
    var files = new ChangelogFiles(source.resources());
    try {
      return inLiquibase(
          files,
          () -> {
            var changelog = liquibase(connection, files).getDatabaseChangeLog();
            return look.apply(
                new Listed(List.copyOf(changelog.getChangeSets()), known(changelog), files.read()));
          });
    } catch (SchemaFailure | SQLException e) {
      throw e;
    } catch (Exception e) {
      throw failure("its changelog cannot be read: ", e);
    }
  }

  private static <T> T inLiquibase(ChangelogFiles files, Callable<T> work) throws Exception {
    return Liquibases.inside(() -> Scope.child(scope(files), work::call));
  }

  /** Liquibase wraps what it is told by others, too. */
  private static SchemaFailure failure(String what, Exception thrown) {
    Throwable last = thrown;
    while (last.getCause() != null && last.getCause() != last) {
      if (last instanceof SchemaFailure own) {
        return own;
      }
      last = last.getCause();
    }
    return last instanceof SchemaFailure own
        ? own
        : new SchemaFailure(
            what + String.valueOf(last.getMessage()).lines().findFirst().orElse(""), thrown);
  }

  private static Set<String> known(DatabaseChangeLog changelog) {
    var known = new LinkedHashSet<String>();
    changelog.getChangeSets().forEach(set -> known.add(key(set)));
    changelog.getSkippedChangeSets().forEach(set -> known.add(key(set)));
    return known;
  }

  private static Map<String, Object> scope(ChangelogFiles files) {
    var scope = new HashMap<String, Object>();
    scope.put(Scope.Attr.classLoader.name(), Changelog.class.getClassLoader());
    scope.put(Scope.Attr.resourceAccessor.name(), files);
    scope.put(Scope.Attr.logService.name(), new LiquibaseLog());
    scope.put(Scope.Attr.ui.name(), new LoggerUIService());
    // it would report to its maker otherwise
    scope.put("liquibase.analytics.enabled", false);
    return scope;
  }

  private void update(Connection connection, Liquibase liquibase, Optional<RowsFile> rows)
      throws Exception {
    if (rows.isPresent()) {
      reach(liquibase, rows.get());
      rows.get().load(connection, source.schema());
    }
    update(liquibase);
  }

  private static void update(Liquibase liquibase) throws Exception {
    forget();
    liquibase.setShowSummary(UpdateSummaryEnum.OFF);
    liquibase.update(new Contexts(), new LabelExpression());
    forget();
  }

  /** Runs the change sets that the rows have seen; those after them change rows, too. */
  private void reach(Liquibase liquibase, RowsFile rows) throws Exception {
    Set<String> all = known(liquibase.getDatabaseChangeLog());
    liquibase.setShowSummary(UpdateSummaryEnum.OFF);
    for (String seen : rows.changes()) {
      if (!all.contains(seen)) {
        throw new SchemaFailure(
            "its rows are of a newer version, which had the change set "
                + seen
                + "; install that version and start again");
      }
    }
    int count = 0;
    int last = 0;
    for (ChangeSet next : liquibase.listUnrunChangeSets(new Contexts(), new LabelExpression())) {
      count++;
      if (rows.changes().contains(key(next))) {
        last = count;
      }
    }
    forget();
    if (last > 0) {
      liquibase.update(last, new Contexts(), new LabelExpression());
      forget();
    }
  }

  static String key(ChangeSet change) {
    return RowsFile.key(change.getId(), change.getAuthor());
  }

  private Liquibase liquibase(Connection connection, ChangelogFiles files) throws Exception {
    AbstractJdbcDatabase database = database();
    database.setConnection(new JdbcConnection(connection));
    String schema = dialect.stored(source.schema());
    database.setDefaultSchemaName(schema);
    database.setLiquibaseSchemaName(schema);
    return new Liquibase(source.changelog(), files, database);
  }

  private AbstractJdbcDatabase database() {
    if (dialect == Dialect.POSTGRESQL) {
      return new PostgresDatabase();
    }
    var derby = new DerbyDatabase();
    derby.setShutdownEmbeddedDerby(false);
    return derby;
  }

  /** Its caches say "up to date" of a changelog that has grown since. */
  private static void forget() {
    Scope scope = Scope.getCurrentScope();
    scope.getSingleton(FastCheckService.class).clearCache();
    scope.getSingleton(ChangeLogHistoryServiceFactory.class).resetAll();
    LockServiceFactory.getInstance().resetAll();
  }
}
