// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.persistence.internal.schema.Allowance;
import io.custode.persistence.internal.schema.SchemaFailure;
import io.custode.persistence.internal.schema.SchemaUnit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A changelog that never ends by itself, and those beside it. */
class EndlessChangelogTest {
  private static final String ENDLESS =
      ChangelogDirectory.NOTE
          + """
            <changeSet id="2" author="custode" dbms="postgresql">
              <sql>select pg_sleep(3600)</sql>
            </changeSet>
            <changeSet id="3" author="custode" dbms="derby">
              <sql>create table ten (n int)</sql>
              <sql>insert into ten values 0, 1, 2, 3, 4, 5, 6, 7, 8, 9</sql>
              <sql>create table many (n int)</sql>
              <sql>insert into many select a.n + 10 * b.n + 100 * c.n from ten a, ten b, ten c</sql>
              <sql>
                insert into note (id, tenant_id, revision)
                  select 'x', 'blue', 1 from many a, many b, many c, many d
                    where a.n + b.n + c.n + d.n = 5000
              </sql>
            </changeSet>
            """;

  @TempDir Path directory;

  private ChangelogDirectory changelog(String name, String changeSets) throws Exception {
    var made = new ChangelogDirectory(Files.createDirectories(directory.resolve(name)));
    made.write("changelog.xml", changeSets);
    return made;
  }

  private static CompletableFuture<Throwable> failure(Callable<?> work) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return new AssertionError("it ended: " + work.call());
          } catch (Exception e) {
            return e;
          }
        });
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void endsAtItsLimitAndKeepsNobodyWaitingForLonger(TestDatabases kind) throws Exception {
    var endless = changelog("endless", ENDLESS);
    var other = changelog("other", ChangelogDirectory.NOTE);
    try (var database = kind.open()) {
      var limit = new Allowance(Duration.ofSeconds(8));
      var source = endless.source("pendless", NoteEntity.class);
      var failed = failure(() -> database.persistence().open(source, limit));
      org.awaitility.Awaitility.await().until(limit::isUsed);

      assertThat(database.unit(other.source("pother", NoteEntity.class)).migrated()).isTrue();
      if (kind == TestDatabases.POSTGRESQL) {
        // Derby's catalogue has one row locked that everybody reads
        assertThat(failed).as("others need not wait for its end").isNotDone();
      }

      assertThat(failed.get(60, TimeUnit.SECONDS))
          .isInstanceOf(SchemaFailure.class)
          .hasMessageContaining("took longer than");
      assertNothing(database);

      endless.write("changelog.xml", ChangelogDirectory.NOTE);
      assertThat(database.unit(endless.source("pendless", NoteEntity.class)).migrated()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void endsWhenItsBundleGoes(TestDatabases kind) throws Exception {
    var endless = changelog("endless", ENDLESS);
    try (var database = kind.open()) {
      var allowance = database.persistence().allowance();
      var source = endless.source("pendless", NoteEntity.class);
      var failed = failure(() -> database.persistence().open(source, allowance));
      org.awaitility.Awaitility.await().until(allowance::isUsed);
      // those before it are over by then: what is told to end is the one that never would
      TimeUnit.SECONDS.sleep(3);

      allowance.withdraw();

      assertThat(failed.get(60, TimeUnit.SECONDS))
          .isInstanceOf(SchemaFailure.class)
          .hasMessageContaining("went away");
      assertThatThrownBy(() -> database.persistence().open(source, allowance))
          .as("there is no more of it")
          .isInstanceOf(SchemaFailure.class);
      assertNothing(database);
    }
  }

  /** Liquibase keeps state of the whole process, and works for several at once all the same. */
  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void severalSchemasAreMadeAtOnce(TestDatabases kind) throws Exception {
    var changelogs = changelog("several", ChangelogDirectory.NOTE);
    try (var database = kind.open()) {
      var all = new ArrayList<CompletableFuture<SchemaUnit>>();
      for (int i = 0; i < 8; i++) {
        var source = changelogs.source("pnumber" + i, NoteEntity.class);
        all.add(
            CompletableFuture.supplyAsync(
                () -> {
                  try {
                    return database.persistence().open(source);
                  } catch (SQLException e) {
                    throw new IllegalStateException(e);
                  }
                }));
      }
      for (var one : all) {
        try (var unit = one.get(60, TimeUnit.SECONDS)) {
          assertThat(unit.migrated()).isTrue();
        }
      }
    }
  }

  private static void assertNothing(TestDatabase database) throws SQLException {
    try (var connection = database.owner();
        var schemas = connection.getMetaData().getSchemas()) {
      while (schemas.next()) {
        assertThat(schemas.getString(1)).isNotEqualToIgnoringCase("pendless");
      }
    }
  }
}
