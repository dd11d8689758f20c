// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.custode.persistence.internal.database.Database;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A version all of whose change sets have run, on PostgreSQL. */
class CoveredSchemaTest {
  private static final String LINE = SchemaTest.line(1);

  @TempDir Path directory;

  private static String granted(TestDatabase database) throws SQLException {
    return SchemaTest.text(
        database,
        "select count(*) from pg_policies where schemaname = 'pturn' and tablename = 'line'"
            + " and policyname = 'custode_update' and qual like '%custode.provider%'");
  }

  @Test
  void whatItDoesNotAskForIsTakenBack() throws Exception {
    var changelogs = new ChangelogDirectory(directory);
    changelogs.write("changelog.xml", LINE);
    try (var database = TestDatabases.POSTGRESQL.open()) {
      database.unit(changelogs.source("pturn", SchemaTest.Line.class)).close();
      assertThat(granted(database)).isEqualTo("1");

      database.unit(changelogs.source("pturn"));

      assertThat(granted(database)).isEqualTo("0");
    }
  }

  @Test
  void nothingIsTakenBackWhileTheVersionBeforeWorks() throws Exception {
    var changelogs = new ChangelogDirectory(directory);
    changelogs.write("changelog.xml", LINE);
    try (var database = TestDatabases.POSTGRESQL.open()) {
      database.unit(changelogs.source("pturn", SchemaTest.Line.class));
      var next = changelogs.source("pturn");

      database.persistence().expand(next, database.persistence().allowance());
      assertThat(granted(database)).isEqualTo("1");

      database.unit(next);
      assertThat(granted(database)).isEqualTo("0");
    }
  }

  @Test
  void twoNodesRememberItsFilesAtOnce() throws Exception {
    var changelogs = new ChangelogDirectory(directory);
    changelogs.write("changelog.xml", LINE);
    var source = changelogs.source("pturn", SchemaTest.Line.class);
    try (var database = TestDatabases.POSTGRESQL.open()) {
      database.unit(source);
      var before = SchemaTest.text(database, "select fingerprint from pturn.schema_state");
      changelogs.write("changelog.xml", "<!-- tidied up -->" + LINE);
      database.unit(source);
      try (var other = database.owner();
          var statement = other.createStatement()) {
        statement.execute("update pturn.schema_state set fingerprint = '" + before + "'");
        other.setAutoCommit(false);
        statement.execute("select pg_advisory_xact_lock(" + lock("pturn") + ")");
        statement.execute("delete from pturn.schema_state");

        var opened =
            CompletableFuture.supplyAsync(
                () -> {
                  try (var unit = database.persistence().open(source)) {
                    return unit.migrated();
                  } catch (SQLException e) {
                    throw new IllegalStateException(e);
                  }
                });
        try {
          assertThat(opened.get(20, TimeUnit.SECONDS)).isFalse();
        } finally {
          other.rollback();
        }
      }
    }
  }

  private static long lock(String schema) {
    return Database.LOCK + 1 + (schema.hashCode() & 0xffff_ffffL);
  }
}
