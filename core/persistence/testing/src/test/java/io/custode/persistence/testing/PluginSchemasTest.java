// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.plugin.PluginId;
import io.custode.api.plugin.SchemaStep;
import io.custode.persistence.core.PluginSchemas.Plan;
import io.custode.persistence.internal.schema.SchemaFailure;
import io.custode.persistence.internal.schema.SchemaSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is known of a plugin's tables from outside, and their end. */
class PluginSchemasTest {
  private static final String FIRST =
      """
      <changeSet id="1" author="acme">
        <createTable tableName="note">
          <column name="id" type="varchar(36)">
            <constraints primaryKey="true" primaryKeyName="note_pk"/>
          </column>
          <column name="tenant_id" type="varchar(36)"><constraints nullable="false"/></column>
          <column name="text" type="varchar(100)"/>
        </createTable>
        <createIndex tableName="note" indexName="note_by_text"><column name="text"/></createIndex>
      </changeSet>
      """;

  private static final String FIRST_AGAIN =
      "<createTable tableName='other'><column name='id' type='int'/>"
          + "<column name='text' type='varchar(10)'/></createTable>";

  /** What the SQL standards and Derby's manual list under P. */
  private static final String WORDS =
      "package parameter parameters partial partition password path percent percentile period"
          + " placing plan portion position power precedes precision prepare preserve primary prior"
          + " privileges procedure procedures properties public purge";

  @TempDir Path folder;

  private static String changelog(String... sets) {
    return """
        <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
            xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
              http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-4.33.xsd"
            logicalFilePath="pacme">
        """
        + String.join("", sets)
        + "</databaseChangeLog>";
  }

  private static Plan plan(TestDatabase database, String... sets) {
    var content = changelog(sets).getBytes(UTF_8);
    return database
        .schemas()
        .plan("pacme", path -> path.equals(SchemaSource.CHANGELOG) ? content : null);
  }

  private void migrate(TestDatabase database, String... sets) throws IOException {
    var file = Files.writeString(folder.resolve("changelog.xml"), changelog(sets));
    database.unit(
        new SchemaSource(
            "pacme",
            PluginSchemasTest.class.getClassLoader(),
            List.of(),
            SchemaSource.CHANGELOG,
            path -> path.equals(SchemaSource.CHANGELOG) ? url(file) : null,
            false));
  }

  private static boolean drop(TestDatabase database) {
    try (var change = database.schemas().change("pacme")) {
      return change.drop();
    }
  }

  private static @Nullable URL url(Path file) {
    try {
      return file.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void tellsWhatHasNotRun(TestDatabases kind) throws Exception {
    try (var database = kind.open()) {
      assertThat(plan(database, FIRST))
          .isEqualTo(
              new Plan(
                  List.of(
                      new SchemaStep(
                          "1", List.of("createTable note", "createIndex note_by_text"), false)),
                  List.of()));

      migrate(database, FIRST);
      assertThat(plan(database, FIRST)).isEqualTo(Plan.NOTHING);

      var more =
          plan(
              database,
              FIRST,
              "<changeSet id='2' author='acme'><addColumn tableName='note'>"
                  + "<column name='colour' type='varchar(10)'/></addColumn></changeSet>");
      assertThat(more.steps())
          .containsExactly(new SchemaStep("2", List.of("addColumn note(colour)"), false));
      assertThat(more.refused()).isEmpty();
      // a plan changes nothing
      assertThat(plan(database, FIRST)).isEqualTo(Plan.NOTHING);
    }
  }

  /** The version before works on the same tables, now and after it came back. */
  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void onlyAddsUnlessItSaysSo(TestDatabases kind) throws Exception {
    var objections =
        Map.of(
            "<dropColumn tableName='note' columnName='text'/>",
            "cannot be told to be harmless",
            "<dropTable tableName='note'/>",
            "cannot be told to be harmless",
            "<renameColumn tableName='note' oldColumnName='text' newColumnName='t'/>",
            "cannot be told to be harmless",
            "<sql>update note set text = 'lost'</sql>",
            "cannot be told to be harmless",
            "<update tableName='note'><column name='text' value='lost'/></update>",
            "cannot be told to be harmless",
            "<addNotNullConstraint tableName='note' columnName='text'/>",
            "cannot be told to be harmless",
            "<createIndex tableName='note' indexName='u' unique='true'><column name='text'/>"
                + "</createIndex>",
            "makes note refuse what it took",
            "<addColumn tableName='note'><column name='n' type='int'>"
                + "<constraints nullable='false'/></column></addColumn>",
            "adds the column n, which must not be null");
    try (var database = kind.open()) {
      migrate(database, FIRST);
      objections.forEach(
          (change, part) -> {
            var silent = plan(database, FIRST, set("2", "", change));
            assertThat(silent.refused()).singleElement().asString().contains("change set 2", part);

            var said = plan(database, FIRST, set("2", " labels='rewrites-data'", change));
            assertThat(said.refused()).isEmpty();
            assertThat(said.steps()).singleElement().matches(SchemaStep::rewritesData);
          });
    }
  }

  /** Code that knows nothing of it does not come back to it. */
  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void noVersionComesBackOverARewrite(TestDatabases kind) throws Exception {
    var adds =
        set("2", "", "<addColumn tableName='note'><column name='n' type='int'/></addColumn>");
    var rewrites =
        set("3", " labels='big, rewrites-data'", "<sql>update note set text = 'new'</sql>");
    try (var database = kind.open()) {
      migrate(database, FIRST, adds);
      assertThat(plan(database, FIRST)).as("it only added").isEqualTo(Plan.NOTHING);

      migrate(database, FIRST, adds, rewrites);
      assertThat(plan(database, FIRST, adds).refused())
          .singleElement()
          .asString()
          .contains("rewritten by the change set 3", "restore a backup");
      assertThat(plan(database, FIRST, adds, rewrites)).isEqualTo(Plan.NOTHING);
      assertThat(plan(database, FIRST, rewrites))
          .as("it need not know all")
          .isEqualTo(Plan.NOTHING);
    }
  }

  /** A column that comes and goes within one update was never anybody else's. */
  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatAnUpdateAddsItMayDrop(TestDatabases kind) throws Exception {
    var add = "<addColumn tableName='note'><column name='n' type='int'/></addColumn>";
    var drop = "<dropColumn tableName='note' columnName='N'/>";
    var labelled = " labels='rewrites-data'";
    try (var database = kind.open()) {
      migrate(database, FIRST);
      assertThat(plan(database, FIRST, set("2", "", add + drop)).refused()).isEmpty();
      assertThat(plan(database, FIRST, set("2", "", add), set("3", "", drop)).refused()).isEmpty();
      assertThat(plan(database, FIRST, set("2", "", drop + add)).refused())
          .singleElement()
          .asString()
          .contains("change set 2", "dropColumn");
      assertThat(
              plan(
                      database,
                      FIRST,
                      set(
                          "2",
                          "",
                          add
                              + "<dropColumn tableName='note'><column name='n'/>"
                              + "<column name='text'/></dropColumn>"))
                  .refused())
          .as("one of them was there before")
          .hasSize(1);
      assertThat(
              plan(
                      database,
                      FIRST,
                      set(
                          "2",
                          "",
                          FIRST_AGAIN
                              + "<dropColumn tableName='other' columnName='text'/>"
                              + "<dropTable tableName='other'/>"))
                  .refused())
          .as("on tables of its own it does what it likes")
          .isEmpty();
      var said = plan(database, FIRST, set("2", "", add), set("3", labelled, drop));
      assertThat(said.steps()).extracting(SchemaStep::rewritesData).containsExactly(false, true);

      migrate(database, FIRST, set("2", "", add), set("3", "", drop));
      migrate(database, FIRST, set("2", "", add), set("3", "", drop), set("4", "", add + drop));
      migrate(database, FIRST, set("2", "", add), set("3", "", drop), set("5", "", add));
      var later = plan(database, FIRST, set("2", "", add), set("5", "", add), set("6", "", drop));
      assertThat(later.refused()).as("an earlier update added it").hasSize(1);
    }
  }

  private static String set(String id, String more, String change) {
    return "<changeSet id='" + id + "' author='acme'" + more + ">" + change + "</changeSet>";
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aFirstInstallMayDoAnything(TestDatabases kind) {
    try (var database = kind.open()) {
      assertThat(
              plan(database, FIRST, set("2", "", "<sql>update note set text = 'new'</sql>"))
                  .refused())
          .isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatHasRunMustNotBeAltered(TestDatabases kind) throws Exception {
    try (var database = kind.open()) {
      migrate(database, FIRST);

      assertThat(plan(database, FIRST.replace("varchar(100)", "varchar(200)")).refused())
          .singleElement()
          .asString()
          .contains("change set 1 has run and was altered since");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aChangelogThatIsNoneIsRefused(TestDatabases kind) {
    try (var database = kind.open()) {
      assertThat(plan(database, "<nonsense/>").refused())
          .singleElement()
          .asString()
          .contains("cannot be read");
      assertThat(database.schemas().plan("pacme", path -> null)).isEqualTo(Plan.NOTHING);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void dropsAllOfASchemaThatNobodyUses(TestDatabases kind) throws Exception {
    try (var database = kind.open()) {
      var child =
          set(
              "2",
              "",
              "<createTable tableName='line'><column name='id' type='varchar(36)'>"
                  + "<constraints primaryKey='true' primaryKeyName='line_pk'/></column>"
                  + "<column name='tenant_id' type='varchar(36)'><constraints nullable='false'/>"
                  + "</column><column name='note' type='varchar(36)'/></createTable>"
                  + "<addForeignKeyConstraint constraintName='line_note' baseTableName='line'"
                  + " baseColumnNames='note' referencedTableName='note' referencedColumnNames='id'/>"
                  + "<createSequence sequenceName='counter'/>"
                  + "<createView viewName='texts'>select text from note</createView>");
      migrate(database, FIRST, child);
      assertThatThrownBy(() -> drop(database))
          .isInstanceOfSatisfying(
              Conflict.class, e -> assertThat(e.name()).isEqualTo("schema-in-use"));

      database.restart();
      assertThat(drop(database)).isTrue();
      assertThat(drop(database)).isFalse();
      assertThat(exists(database)).isFalse();

      migrate(database, FIRST);
      assertThat(exists(database)).isTrue();
    }
  }

  /** {@code drop schema public cascade} would take what is not ours. */
  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void noPluginHasASchemaOfSomebodyElse(TestDatabases kind) throws Exception {
    try (var database = kind.open()) {
      assertThat(impossible(database))
          .contains("public", "primary")
          .allSatisfy(
              name ->
                  assertThatThrownBy(() -> PluginId.of(name.substring(1)))
                      .isInstanceOf(Invalid.class));
      try (var connection = database.owner();
          var statement = connection.createStatement()) {
        statement.execute("create schema pacme");
        statement.execute("create table pacme.theirs (id int)");
      }
      assertThatThrownBy(() -> migrate(database, FIRST))
          .isInstanceOf(SchemaFailure.class)
          .hasMessageContaining("not Custode's");
      assertThat(drop(database)).isFalse();
    }
  }

  /**
   * @return what begins with a p and is there already, or cannot be the name of a schema
   */
  private static Set<String> impossible(TestDatabase database) throws SQLException {
    var found = new TreeSet<String>();
    try (var connection = database.owner();
        var statement = connection.createStatement()) {
      if (database.kind() == TestDatabases.POSTGRESQL) {
        try (var rows =
            statement.executeQuery(
                "select word from pg_get_keywords() where catcode in ('R', 'T') union"
                    + " select nspname from pg_namespace")) {
          while (rows.next()) {
            found.add(rows.getString(1));
          }
        }
        found.removeIf(name -> !name.matches("p[a-z0-9]{3,}"));
        return found;
      }
      for (var word : WORDS.split(" ")) {
        try {
          statement.execute("create schema " + word);
        } catch (SQLException e) {
          found.add(word);
        }
      }
    }
    return found;
  }

  private static boolean exists(TestDatabase database) throws SQLException {
    try (var connection = database.owner();
        var schemas = connection.getMetaData().getSchemas()) {
      while (schemas.next()) {
        if (schemas.getString(1).equalsIgnoreCase("pacme")) {
          return true;
        }
      }
      return false;
    }
  }
}
