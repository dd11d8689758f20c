// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.persistence.core.DatabaseCopy;
import io.custode.persistence.internal.copy.Restore;
import io.custode.persistence.internal.database.UnfitDatabase;
import io.custode.persistence.internal.schema.SchemaFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows move from any database to any, as they were at one moment. */
class CopyTest {
  private static final String MORE =
      ChangelogDirectory.NOTE
          + """
          <changeSet id="2" author="custode">
            <addColumn tableName="note">
              <column name="colour" type="varchar(20)" defaultValue="red"/>
              <column name="text" type="clob"/>
              <column name="bright" type="boolean"/>
            </addColumn>
          </changeSet>
          <changeSet id="only-one" author="custode" dbms="postgresql"><sql>select 1</sql></changeSet>
          <changeSet id="only-other" author="custode" dbms="derby"><sql>values 1</sql></changeSet>
          """;
  private static final String LATER =
      MORE
          + """
          <changeSet id="3" author="custode"><sql>update note set colour = 'later'</sql></changeSet>
          """;

  @TempDir Path directory;

  private final TreeMap<String, Long> counts = new TreeMap<>();

  static Stream<Arguments> pairs() {
    return Stream.of(TestDatabases.values())
        .flatMap(from -> Stream.of(TestDatabases.values()).map(to -> Arguments.of(from, to)));
  }

  private ChangelogDirectory changelog(String changeSets) {
    var changelogs = new ChangelogDirectory(directory);
    changelogs.write("changelog.xml", changeSets);
    return changelogs;
  }

  private static String note(String id, String tenant, String name) {
    return "insert into pnew.note (id, tenant_id, revision, name, text, bright) values ('%s', '%s', 1, '%s', 'text of %s', true)"
        .formatted(id, tenant, name, id);
  }

  private static void execute(TestDatabase database, List<String> statements) {
    try (var connection = database.owner();
        var statement = connection.createStatement()) {
      if (database.kind() == TestDatabases.POSTGRESQL) {
        statement.execute("alter table pnew.note no force row level security");
      }
      for (String sql : statements) {
        statement.execute(sql);
      }
      if (database.kind() == TestDatabases.POSTGRESQL) {
        statement.execute("alter table pnew.note force row level security");
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private String first(TestDatabase database, String sql) throws SQLException {
    try (var connection = database.owner();
        var statement = connection.createStatement()) {
      if (database.kind() == TestDatabases.POSTGRESQL) {
        statement.execute("set custode.copy = 'on'");
      }
      try (var row = statement.executeQuery(sql)) {
        return row.next() ? row.getString(1) : "none";
      }
    }
  }

  private Path copy(TestDatabase database) throws IOException {
    var rows = Files.createDirectories(directory.resolve("restore"));
    database
        .copy()
        .write(
            Files.createDirectories(directory.resolve("scratch")),
            new DatabaseCopy.Target() {
              @Override
              public OutputStream schema(String schema) throws IOException {
                return Files.newOutputStream(rows.resolve(schema + ".rows"));
              }

              @Override
              public void counted(String schema, String table, long found) {
                counts.put(schema + "." + table, found);
              }
            });
    try (var left = Files.list(directory.resolve("scratch"))) {
      assertThat(left).isEmpty();
    }
    return rows;
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void everyRowArrivesOnceAndIsChangedByWhatCameLater(TestDatabases from, TestDatabases to)
      throws Exception {
    Path rows;
    try (var source = from.open()) {
      source.unit(changelog(MORE).source("pnew", NoteEntity.class));
      var statements = new ArrayList<String>();
      for (int i = 0; i < 250; i++) {
        statements.add(note("id-" + i, i % 2 == 0 ? "blue" : "red", "Perché non ñ € 😀 " + i));
      }
      statements.add(note("id-null", "blue", "without"));
      statements.add("update pnew.note set name = null, colour = 'own' where id = 'id-null'");
      execute(source, statements);
      rows = copy(source);
    }
    assertThat(counts).containsEntry("pnew.note", 251L).containsEntry("pnew.outbox", 0L);
    try (var target = to.open()) {
      target.restart(Restore.from(rows));
      target.unit(changelog(LATER).source("pnew", NoteEntity.class));
      assertThat(first(target, "select count(*) from pnew.note")).isEqualTo("251");
      assertThat(first(target, "select name from pnew.note where id = 'id-7'"))
          .isEqualTo("Perché non ñ € 😀 7");
      assertThat(first(target, "select name from pnew.note where id = 'id-null'")).isNull();
      assertThat(first(target, "select count(*) from pnew.note where colour = 'later'"))
          .as("change sets after the copy see its rows")
          .isEqualTo("251");
      assertThat(first(target, "select count(*) from pnew.note where bright = true"))
          .isEqualTo("251");
      try (var left = Files.list(rows)) {
        assertThat(left.map(p -> p.getFileName().toString())).doesNotContain("pnew.rows");
      }
      // the same start again finds all as it is
      target.restart(Restore.from(rows));
      assertThat(target.unit(changelog(LATER).source("pnew", NoteEntity.class)).migrated())
          .isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void whatCannotBeLoadedLeavesNothingAndWaits(TestDatabases from, TestDatabases to)
      throws Exception {
    Path rows;
    try (var source = from.open()) {
      source.unit(changelog(LATER).source("pnew", NoteEntity.class));
      execute(source, List.of(note("id", "blue", "one")));
      rows = copy(source);
    }
    try (var target = to.open()) {
      target.restart(Restore.from(rows));
      assertThatThrownBy(() -> target.unit(changelog(MORE).source("pnew", NoteEntity.class)))
          .isInstanceOf(SchemaFailure.class)
          .hasStackTraceContaining("of a newer version");
      target.unit(changelog(LATER).source("pnew", NoteEntity.class));
      assertThat(first(target, "select count(*) from pnew.note")).isEqualTo("1");
      Files.writeString(rows.resolve("pother.rows"), "something else");
      assertThatThrownBy(() -> target.unit(changelog(MORE).source("pother", NoteEntity.class)))
          .isInstanceOf(SchemaFailure.class)
          .hasMessageContaining("cannot be restored");
      target.schema("core", "notes/changelog.xml", NoteEntity.class);
      Files.writeString(rows.resolve("core.rows"), "of another installation");
      assertThatThrownBy(() -> target.restart(Restore.from(rows)))
          .isInstanceOf(UnfitDatabase.class)
          .hasMessageContaining("an empty one only");
      target.restart();
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void theCopyIsOfOneMomentWhileOthersWrite(TestDatabases from, TestDatabases to) throws Exception {
    if (from != to) {
      return; // once for each is enough
    }
    try (var source = from.open()) {
      source.unit(changelog(MORE).source("pnew", NoteEntity.class));
      var stop = new AtomicBoolean();
      // each transaction writes a pair: a copy with half a pair is of no moment
      var writer =
          new Thread(
              () -> {
                for (int i = 1; !stop.get(); i++) {
                  pair(source, i);
                }
              });
      pair(source, 0);
      writer.start();
      Path rows;
      try {
        org.awaitility.Awaitility.await()
            .until(() -> Integer.parseInt(first(source, "select count(*) from pnew.tagless")) > 20);
      } catch (RuntimeException e) {
        stop.set(true);
        throw e;
      }
      try {
        rows = copy(source);
      } finally {
        stop.set(true);
        writer.join();
      }
      assertThat(rows).isNotEmptyDirectory();
      assertThat(counts.get("pnew.tagless")).isPositive();
      assertThat(counts.get("pnew.tagless")).isEqualTo(counts.get("pnew.untagged"));
    }
  }

  private static void pair(TestDatabase database, int i) {
    try (var connection = database.owner();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      if (i == 0) {
        statement.execute("create table pnew.tagless (id int not null primary key)");
        statement.execute("create table pnew.untagged (id int not null primary key)");
      }
      statement.execute("insert into pnew.tagless values (" + i + ")");
      statement.execute("insert into pnew.untagged values (" + i + ")");
      connection.commit();
    } catch (SQLException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
