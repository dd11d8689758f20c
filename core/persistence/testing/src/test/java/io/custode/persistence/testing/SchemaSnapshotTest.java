// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.error.Conflict;
import io.custode.persistence.core.DatabaseCopy;
import io.custode.persistence.internal.schema.SchemaFailure;
import io.custode.persistence.internal.schema.SchemaSource;
import io.custode.persistence.internal.schema.SchemaUnit;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a plugin's update rewrote is as it was before, if the version before opens the schema. */
class SchemaSnapshotTest {
  private static final String OLD =
      "<property name='bytes' value='blob' dbms='derby'/>"
          + "<property name='bytes' value='bytea' dbms='postgresql'/>"
          + ChangelogDirectory.NOTE
          + """
          <changeSet id="2" author="custode">
            <createTable tableName="page">
              <column name="id" type="bigint" autoIncrement="true">
                <constraints primaryKey="true"/>
              </column>
              <column name="tenant_id" type="varchar(36)"><constraints nullable="false"/></column>
              <column name="note_id" type="varchar(36)">
                <constraints nullable="false" foreignKeyName="page_note" references="note(id)"/>
              </column>
              <column name="before_id" type="bigint">
                <constraints foreignKeyName="page_page" references="page(id)"/>
              </column>
              <column name="text" type="clob"/>
              <column name="image" type="${bytes}"/>
              <column name="price" type="decimal(12,4)"/>
              <column name="day" type="date"/>
            </createTable>
            <createIndex tableName="page" indexName="page_by_day"><column name="day"/></createIndex>
            <createSequence sequenceName="counter" startValue="1"/>
            <createView viewName="named">select id, name from note</createView>
            <insert tableName="note">
              <column name="id" value="seed"/>
              <column name="tenant_id" value="blue"/>
              <column name="revision" valueNumeric="1"/>
            </insert>
          </changeSet>
          """;

  /** Of the version that fails in the end. */
  private static final String NEW =
      OLD
          + """
          <changeSet id="3" author="custode">
            <addColumn tableName="note"><column name="colour" type="varchar(20)"/></addColumn>
          </changeSet>
          <changeSet id="4" author="custode" labels="rewrites-data">
            <sql>update note set name = 'lost'</sql>
            <sql>delete from page</sql>
            <dropTable tableName="page"/>
            <dropColumn tableName="note" columnName="written"/>
          </changeSet>
          """;

  @TempDir Path directory;

  private ChangelogDirectory changelog(String changeSets) {
    var changelogs = new ChangelogDirectory(directory);
    changelogs.write("changelog.xml", changeSets);
    return changelogs;
  }

  private void open(TestDatabase database, String changeSets) {
    database.unit(changelog(changeSets).source("pnew", NoteEntity.class));
  }

  private static void execute(TestDatabase database, String... statements) {
    try (Connection connection = database.owner();
        Statement statement = connection.createStatement()) {
      policies(database, statement, "no force");
      for (String sql : statements) {
        statement.execute(sql);
      }
      policies(database, statement, "force");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void policies(TestDatabase database, Statement statement, String force)
      throws SQLException {
    if (database.kind() == TestDatabases.POSTGRESQL) {
      for (String table : List.of("note", "page")) {
        statement.execute(
            "alter table if exists pnew." + table + " " + force + " row level security");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void nothingIsRewrittenWhileTheVersionBeforeWorks(TestDatabases kind) throws Exception {
    try (var database = kind.open()) {
      open(database, OLD);
      var next = changelog(NEW).source("pnew", NoteEntity.class);
      var persistence = database.persistence();

      assertThatThrownBy(() -> persistence.expand(next, persistence.allowance()))
          .isInstanceOf(SchemaFailure.class)
          .hasMessageContaining("rewrites data");
      assertThat(rows(database, "select id from pnew.databasechangelog"))
          .contains("[2]")
          .doesNotContain("[3]", "[4]");
    }
  }

  /** All rows of a query as text. */
  private static List<String> rows(TestDatabase database, String sql) throws SQLException {
    var found = new ArrayList<String>();
    try (Connection connection = database.owner();
        Statement statement = connection.createStatement()) {
      if (database.kind() == TestDatabases.POSTGRESQL) {
        statement.execute("set custode.copy = 'on'");
      }
      try (var rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          var row = new ArrayList<String>();
          for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            row.add(rows.getString(i));
          }
          found.add(row.toString());
        }
      }
    }
    return found;
  }

  private static List<String> all(TestDatabase database) throws SQLException {
    var all = new ArrayList<>(rows(database, "select * from pnew.note order by id"));
    all.addAll(rows(database, "select * from pnew.page order by id"));
    all.addAll(rows(database, "select * from pnew.named order by id"));
    all.addAll(
        rows(
            database,
            "select id, author, md5sum, labels, dateexecuted from pnew.databasechangelog"
                + " order by orderexecuted"));
    return all;
  }

  private static void fill(TestDatabase database) {
    boolean derby = database.kind() == TestDatabases.DERBY;
    String image = derby ? "cast(X'00ff7e' as blob)" : "'\\x00ff7e'";
    execute(
        database,
        "insert into pnew.note (id, tenant_id, revision, name) values ('1', 'blue', 1, 'Perché €')",
        "insert into pnew.note (id, tenant_id, revision, written) values ('2', 'red', 7, 99)",
        "delete from pnew.note where id = 'seed'",
        "insert into pnew.page (tenant_id, note_id, text, image, price, day) values"
            + " ('blue', '1', 'long', "
            + image
            + ", 12.3456, '2026-02-28')",
        "insert into pnew.page (tenant_id, note_id, before_id) values ('red', '2', 1)",
        "insert into pnew.page (tenant_id, note_id) values ('red', '2')",
        "update pnew.page set before_id = 2 where id = 1",
        "delete from pnew.page where id = 3",
        derby ? "create table pnew.drawn (n bigint)" : "select nextval('pnew.counter')");
    if (derby) {
      execute(
          database,
          "insert into pnew.drawn values (next value for pnew.counter)",
          "drop table pnew.drawn");
    }
  }

  private static boolean isKept(TestDatabase database) throws SQLException {
    try (Connection connection = database.owner();
        var schemas = connection.getMetaData().getSchemas()) {
      while (schemas.next()) {
        if (schemas.getString(1).equalsIgnoreCase("snapnew")) {
          return true;
        }
      }
      return false;
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void allIsAsItWas(TestDatabases kind) throws Exception {
    try (var database = kind.open()) {
      open(database, OLD);
      fill(database);
      var before = all(database);

      open(database, NEW);
      assertThat(isKept(database)).isTrue();
      assertThat(rows(database, "select distinct name from pnew.note")).containsExactly("[lost]");
      assertThat(copied(database)).contains("pnew").doesNotContain("snapnew");
      execute(database, "insert into pnew.note (id, tenant_id, revision) values ('3', 'red', 1)");

      var unit = database.unit(changelog(OLD).source("pnew", NoteEntity.class));

      assertThat(unit.migrated()).isTrue();
      assertThat(all(database)).isEqualTo(before);
      assertThat(isKept(database)).isFalse();
      assertThat(sees(database, unit, "blue")).as("another tenant's").isFalse();
      assertThat(sees(database, unit, "red")).isTrue();
      execute(database, "insert into pnew.page (tenant_id, note_id) values ('red', '2')");
      assertThat(rows(database, "select max(id) from pnew.page"))
          .as("a number that was given does not come again")
          .containsExactly("[4]");
      assertThat(next(database)).containsExactly("[2]");
      assertThatThrownBy(() -> execute(database, "delete from pnew.note where id = '1'"))
          .hasMessageContaining(kind == TestDatabases.DERBY ? "PAGE_NOTE" : "page_note");

      // and the next try begins anew
      open(database, NEW);
      open(database, OLD);
      assertThat(rows(database, "select name from pnew.note where id = '1'"))
          .containsExactly("[Perché €]");
    }
  }

  /** A file that Liquibase opens only when it needs it, named after the one that is rewritten. */
  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void filesOfStatementsComeBackToo(TestDatabases kind) throws Exception {
    try (var database = kind.open()) {
      Files.writeString(
          directory.resolve("seed.sql"),
          "insert into note (id, tenant_id, revision, name) values ('1', 'blue', 1, 'seed')");
      var second = "<changeSet id='b' author='custode'><sqlFile path='seed.sql'/></changeSet>";
      var rewrite =
          "<changeSet id='a' author='custode' labels='rewrites-data'>"
              + "<sql>update note set name = 'lost'</sql></changeSet>";
      var both = "<include file='a.xml'/><include file='b.xml'/>";
      changelog(both).write("b.xml", second);
      changelog(both).write("a.xml", ChangelogDirectory.NOTE);
      open(database, both);

      changelog(both).write("a.xml", ChangelogDirectory.NOTE + rewrite);
      open(database, both);
      assertThat(rows(database, "select name from pnew.note")).containsExactly("[lost]");

      changelog(both).write("a.xml", ChangelogDirectory.NOTE);
      open(database, both);
      assertThat(rows(database, "select name from pnew.note")).containsExactly("[seed]");
    }
  }

  private void settle(TestDatabase database, String changeSets) throws Exception {
    changelog(changeSets);
    var content = Files.readAllBytes(directory.resolve("changelog.xml"));
    try (var change = database.schemas().change("pnew")) {
      change.settle(path -> path.equals(SchemaSource.CHANGELOG) ? content : null);
    }
  }

  private static boolean sees(TestDatabase database, SchemaUnit unit, String tenant) {
    return database.as(
        tenant, () -> unit.store().read(em -> em.find(NoteEntity.class, "2") != null));
  }

  private static List<String> next(TestDatabase database) throws SQLException {
    return rows(
        database,
        database.kind() == TestDatabases.DERBY
            ? "values next value for pnew.counter"
            : "select nextval('pnew.counter')");
  }

  private TreeSet<String> copied(TestDatabase database) throws Exception {
    var schemas = new TreeSet<String>();
    database
        .copy()
        .write(
            Files.createDirectories(directory.resolve("scratch")),
            new DatabaseCopy.Target() {
              @Override
              public OutputStream schema(String schema) {
                schemas.add(schema);
                return OutputStream.nullOutputStream();
              }

              @Override
              public void counted(String schema, String table, long found) {
                // the schemas are enough
              }
            });
    return schemas;
  }

  /** Once it works there is no way back; nor for one that comes from somewhere else. */
  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatIsSettledStays(TestDatabases kind) throws Exception {
    try (var database = kind.open()) {
      open(database, OLD);
      fill(database);
      open(database, NEW);
      settle(database, OLD);
      assertThat(isKept(database)).as("the version before does not know it").isTrue();
      settle(database, NEW);
      assertThat(isKept(database)).isFalse();

      assertThatThrownBy(() -> open(database, OLD))
          .isInstanceOf(SchemaFailure.class)
          .hasMessageContaining("rewritten by the change set 4");
      open(database, NEW);
      assertThat(rows(database, "select distinct name from pnew.note")).containsExactly("[lost]");
      database.restart();
      try (var change = database.schemas().change("pnew")) {
        change.drop();
      }
      open(database, NEW);
      assertThat(isKept(database)).as("nothing was there to be rewritten").isFalse();
    }
  }

  /** A node that starts meanwhile does not take back what another is trying. */
  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void onlyOneNodeChangesAPlugin(TestDatabases kind) throws Exception {
    try (var database = kind.open()) {
      open(database, OLD);
      try (var change = database.schemas().change("pnew")) {
        open(database, NEW);
        if (kind == TestDatabases.POSTGRESQL) {
          assertThatThrownBy(() -> open(database, OLD))
              .hasStackTraceContaining("another node is changing this plugin");
          assertThatThrownBy(() -> database.schemas().change("pnew"))
              .isInstanceOfSatisfying(
                  Conflict.class, e -> assertThat(e.name()).isEqualTo("plugin-changing"));
          assertThat(isKept(database)).isTrue();
        }
        change.over();
      }
      open(database, OLD);
      assertThat(isKept(database)).isFalse();
    }
  }

  /** The version before a rewrite that holds does not run on what it left. */
  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void onlyTheLastRewriteIsPutBack(TestDatabases kind) throws Exception {
    var later =
        NEW
            + "<changeSet id='5' author='custode' labels='rewrites-data'>"
            + "<sql>update note set name = 'again'</sql></changeSet>";
    try (var database = kind.open()) {
      open(database, OLD);
      fill(database);
      open(database, NEW);
      assertThatThrownBy(() -> open(database, later))
          .isInstanceOf(SchemaFailure.class)
          .hasMessageContaining("did not come to work yet");
      settle(database, NEW);
      open(database, later);

      assertThatThrownBy(() -> open(database, OLD))
          .isInstanceOf(SchemaFailure.class)
          .hasMessageContaining("rewritten by the change set 4");
      assertThat(isKept(database)).isTrue();
      assertThat(rows(database, "select distinct name from pnew.note")).containsExactly("[again]");
      open(database, NEW);
      assertThat(rows(database, "select distinct name from pnew.note")).containsExactly("[lost]");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void noRewriteWithoutAWayBack(TestDatabases kind) throws Exception {
    try (var database = kind.open()) {
      open(database, OLD);
      assertThatThrownBy(() -> open(database, NEW.replace(OLD, ChangelogDirectory.NOTE)))
          .isInstanceOf(SchemaFailure.class)
          .hasMessageContaining("lacks the change set 2");
      execute(
          database,
          "create table pnew.a (id int not null primary key, b int)",
          "create table pnew.b (id int not null primary key, a int references pnew.a(id))",
          "alter table pnew.a add constraint a_b foreign key (b) references pnew.b(id)");
      assertThatThrownBy(() -> open(database, NEW))
          .isInstanceOf(SchemaFailure.class)
          .hasMessageContaining("in a circle");
      assertThat(isKept(database)).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aHundredThousandRowsComeBackInTime(TestDatabases kind) throws Exception {
    try (var database = kind.open()) {
      open(database, OLD);
      many(database);
      long start = System.nanoTime();
      open(database, NEW);
      long then = System.nanoTime();
      open(database, OLD);
      var back = Duration.ofNanos(System.nanoTime() - then);

      assertThat(rows(database, "select count(*), min(name) from pnew.note"))
          .containsExactly("[100001, a name]");
      System.out.println(
          "SchemaSnapshotTest: 100,000 rows on "
              + kind
              + ": rewritten in "
              + (then - start) / 1_000_000
              + " ms, put back in "
              + back.toMillis()
              + " ms");
      assertThat(back).isLessThan(Duration.ofSeconds(30));
    }
  }

  private static void many(TestDatabase database) throws SQLException {
    try (Connection connection = database.owner();
        Statement statement = connection.createStatement()) {
      policies(database, statement, "no force");
      connection.setAutoCommit(false);
      try (var insert =
          connection.prepareStatement(
              "insert into pnew.note (id, tenant_id, revision, name) values (?, 'blue', 1, ?)")) {
        for (int i = 0; i < 100_000; i++) {
          insert.setString(1, "note-" + i);
          insert.setString(2, "a name");
          insert.addBatch();
          if (i % 1000 == 999) {
            insert.executeBatch();
          }
        }
      }
      connection.commit();
      connection.setAutoCommit(true);
      policies(database, statement, "force");
    }
  }
}
