// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.schema;

import io.custode.persistence.internal.copy.RowsFile;
import io.custode.persistence.internal.database.Dialect;
import java.sql.Connection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
   * Brings the schema up to date inside the caller's transaction.
   *
   * @param rows loaded when the tables look as they did when these were copied
   * @return the files that were read
   */
  Set<String> run(Connection connection, Optional<RowsFile> rows) throws Exception {
    var files = new ChangelogFiles(source.resources());
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(Changelog.class.getClassLoader());
    try {
      Scope.child(scope(files), () -> update(connection, files, rows));
    } finally {
      thread.setContextClassLoader(before);
    }
    return files.read();
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

  private void update(Connection connection, ChangelogFiles files, Optional<RowsFile> rows)
      throws Exception {
    forget();
    AbstractJdbcDatabase database = database();
    database.setConnection(new JdbcConnection(OuterTransaction.over(connection)));
    String schema = dialect.stored(source.schema());
    database.setDefaultSchemaName(schema);
    database.setLiquibaseSchemaName(schema);
    var liquibase = new Liquibase(source.changelog(), files, database);
    liquibase.setShowSummary(UpdateSummaryEnum.OFF);
    if (rows.isPresent()) {
      reach(liquibase, rows.get());
      rows.get().load(connection, source.schema());
      forget();
    }
    liquibase.update(new Contexts(), new LabelExpression());
    forget();
  }

  /** Runs the change sets that the rows have seen; those after them change rows, too. */
  private void reach(Liquibase liquibase, RowsFile rows) throws Exception {
    DatabaseChangeLog changelog = liquibase.getDatabaseChangeLog();
    // those of the other database only are known, too, but set apart
    var all =
        Stream.concat(changelog.getChangeSets().stream(), changelog.getSkippedChangeSets().stream())
            .map(Changelog::key)
            .toList();
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

  private static String key(ChangeSet change) {
    return RowsFile.key(change.getId(), change.getAuthor());
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
