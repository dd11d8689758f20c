// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.id.Uuid7;
import io.custode.persistence.ProviderWide;
import io.custode.persistence.internal.schema.SchemaFailure;
import io.custode.persistence.internal.schema.SchemaUnit;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.NamedNativeQuery;
import javax.persistence.NamedQuery;
import javax.persistence.Table;
import javax.persistence.Version;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a schema comes to be, and what is refused on the way. */
class SchemaTest {
  @TempDir Path directory;
  private ChangelogDirectory changelogs;

  private void given(String changeSets) {
    changelogs = new ChangelogDirectory(directory);
    changelogs.write("changelog.xml", changeSets);
  }

  @ParameterizedTest
  @EnumSource
  void aFailedMigrationLeavesNothing(TestDatabases kind) throws SQLException {
    given(
        ChangelogDirectory.NOTE
            + """
            <changeSet id="2" author="custode">
              <addColumn tableName="note"><column name="colour" type="varchar(20)"/></addColumn>
            </changeSet>
            <changeSet id="3" author="custode">
              <sql>insert into nowhere (id) values (1)</sql>
            </changeSet>
            """);
    try (var database = kind.open()) {
      assertThatThrownBy(() -> database.unit(changelogs.source("pnew", NoteEntity.class)))
          .isInstanceOf(SchemaFailure.class)
          .hasMessageContaining("its changelog failed");
      assertThat(tables(database, "pnew")).isEmpty();

      // with the fault mended everything is made, from the first change set on
      given(ChangelogDirectory.NOTE);
      SchemaUnit unit = database.unit(changelogs.source("pnew", NoteEntity.class));
      assertThat(unit.migrated()).isTrue();
      assertThat(tables(database, "pnew")).contains("note", "outbox", "schema_state");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFailedUpdateLeavesDataAndStructure(TestDatabases kind) throws SQLException {
    given(ChangelogDirectory.NOTE);
    try (var database = kind.open()) {
      var unit = database.unit(changelogs.source("pold", NoteEntity.class));
      database.as(
          "blue",
          () ->
              unit.store()
                  .write(
                      em -> {
                        em.persist(new NoteEntity("1", "kept"));
                        return 0;
                      }));
      given(
          ChangelogDirectory.NOTE
              + """
              <changeSet id="2" author="custode">
                <sql>update note set name = 'lost'</sql>
                <dropColumn tableName="note" columnName="written"/>
              </changeSet>
              <changeSet id="3" author="custode"><sql>select broken from nowhere</sql></changeSet>
              """);
      assertThatThrownBy(() -> database.unit(changelogs.source("pold", NoteEntity.class)))
          .isInstanceOf(SchemaFailure.class);
      String name =
          database.as("blue", () -> unit.store().read(em -> em.find(NoteEntity.class, "1").name()));
      assertThat(name).isEqualTo("kept");
      assertThat(count(database, "select count(*) from pold.databasechangelog")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aGrownChangelogAddsAndAnOldOneIsSkipped(TestDatabases kind) throws SQLException {
    given(ChangelogDirectory.NOTE);
    try (var database = kind.open()) {
      var first = database.unit(changelogs.source("pgrow", NoteEntity.class));
      assertThat(first.migrated()).isTrue();
      database.as(
          "blue",
          () ->
              first
                  .store()
                  .write(
                      em -> {
                        em.persist(new NoteEntity("1", "a"));
                        return 0;
                      }));
      database.as(
          "red",
          () ->
              first
                  .store()
                  .write(
                      em -> {
                        em.persist(new NoteEntity("2", "b"));
                        return 0;
                      }));
      assertThat(database.unit(changelogs.source("pgrow", NoteEntity.class)).migrated()).isFalse();

      given(
          ChangelogDirectory.NOTE
              + """
              <changeSet id="2" author="custode">
                <addColumn tableName="note"><column name="colour" type="varchar(20)"/></addColumn>
                <sql>update note set colour = 'grey'</sql>
              </changeSet>
              """);
      assertThat(database.unit(changelogs.source("pgrow", NoteEntity.class)).migrated()).isTrue();
      assertThat(ownerCount(database, "pgrow.note where colour = 'grey'"))
          .as("a migration reaches the rows of every tenant")
          .isEqualTo(2);

      database.restart();
      assertThat(database.unit(changelogs.source("pgrow", NoteEntity.class)).migrated()).isFalse();
    }
  }

  /** On two nodes, or after a rollback: neither takes from the other what it has. */
  @ParameterizedTest
  @EnumSource
  void twoVersionsInTurnChangeNothing(TestDatabases kind) throws SQLException {
    var newer = ChangelogDirectory.NOTE + line(2);
    try (var database = kind.open()) {
      given(ChangelogDirectory.NOTE);
      database.unit(changelogs.source("pturn", NoteEntity.class));
      given(newer);
      database.unit(changelogs.source("pturn", NoteEntity.class, Line.class));
      var state = text(database, "select fingerprint from pturn.schema_state");

      for (int turn = 0; turn < 2; turn++) {
        given(ChangelogDirectory.NOTE);
        assertThat(database.unit(changelogs.source("pturn", NoteEntity.class)).migrated())
            .isFalse();
        assertThat(text(database, "select fingerprint from pturn.schema_state")).isEqualTo(state);
        given(newer);
        var store = database.unit(changelogs.source("pturn", NoteEntity.class, Line.class));
        assertThat(store.migrated()).isFalse();
        addLine(database, store, "line-" + turn);
      }

      // the platform has other rules, and the older one is the first to start
      execute(database, "update pturn.schema_state set fingerprint = 'of other rules'");
      given(ChangelogDirectory.NOTE);
      assertThat(database.unit(changelogs.source("pturn", NoteEntity.class)).migrated()).isTrue();
      given(newer);
      addLine(
          database,
          database.unit(changelogs.source("pturn", NoteEntity.class, Line.class)),
          "line-last");
    }
  }

  private static void addLine(TestDatabase database, SchemaUnit unit, String id) {
    database.provider(
        () ->
            unit.store()
                .write(
                    em -> {
                      em.persist(new Line(id));
                      return 0;
                    }));
  }

  /** The same change sets in other files: looked at once. */
  @ParameterizedTest
  @EnumSource
  void otherFilesWithTheSameChangeSetsAreRemembered(TestDatabases kind) throws SQLException {
    try (var database = kind.open()) {
      given(ChangelogDirectory.NOTE);
      database.unit(changelogs.source("psame", NoteEntity.class));
      var state = text(database, "select fingerprint from psame.schema_state");
      given("<!-- tidied up -->" + ChangelogDirectory.NOTE);
      assertThat(database.unit(changelogs.source("psame", NoteEntity.class)).migrated()).isFalse();
      assertThat(text(database, "select fingerprint from psame.schema_state")).isNotEqualTo(state);
    }
  }

  static String line(int changeSet) {
    return """
        <changeSet id="%d" author="custode">
          <createTable tableName="line">
            <column name="id" type="varchar(36)"><constraints primaryKey="true"/></column>
            <column name="tenant_id" type="varchar(36)"><constraints nullable="false"/></column>
            <column name="revision" type="bigint"><constraints nullable="false"/></column>
          </createTable>
        </changeSet>
        """
        .formatted(changeSet);
  }

  static String text(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = database.owner();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private static void execute(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = database.owner();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /**
   * Row policies hold the owner back too, so it looks as a superuser or lifts them: by grouping.
   */
  private static long ownerCount(TestDatabase database, String from) throws SQLException {
    long found = 0;
    for (String tenant : List.of("blue", "red")) {
      found += boundCount(database, tenant, from);
    }
    return found;
  }

  private static long boundCount(TestDatabase database, String tenant, String from)
      throws SQLException {
    try (Connection connection = database.pool().getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      if (database.kind() == TestDatabases.POSTGRESQL) {
        statement.execute("select set_config('custode.tenant', '" + tenant + "', true)");
      }
      String mine =
          database.kind() == TestDatabases.DERBY ? " and tenant_id = '" + tenant + "'" : "";
      try (ResultSet row = statement.executeQuery("select count(*) from " + from + mine)) {
        row.next();
        long count = row.getLong(1);
        connection.rollback();
        return count;
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void includedFilesCount(TestDatabases kind) throws SQLException {
    given("<include file=\"tables.xml\"/>");
    changelogs.write("tables.xml", ChangelogDirectory.NOTE);
    try (var database = kind.open()) {
      database.unit(changelogs.source("pinc", NoteEntity.class));
      assertThat(database.unit(changelogs.source("pinc", NoteEntity.class)).migrated()).isFalse();
      changelogs.write(
          "tables.xml",
          ChangelogDirectory.NOTE
              + "<changeSet id=\"2\" author=\"custode\"><createTable tableName=\"more\">"
              + "<column name=\"id\" type=\"int\"/></createTable></changeSet>");
      assertThat(database.unit(changelogs.source("pinc", NoteEntity.class)).migrated()).isTrue();
      assertThat(tables(database, "pinc")).contains("more");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTableWithoutATenantIsRefused(TestDatabases kind) throws SQLException {
    given(ChangelogDirectory.NOTE.replaceFirst("(?m)^.*tenant_id.*$", ""));
    try (var database = kind.open()) {
      assertThatThrownBy(() -> database.unit(changelogs.source("pbad", NoteEntity.class)))
          .isInstanceOf(SchemaFailure.class)
          .hasMessageContaining("pbad.note of entity NoteEntity must have tenant_id");
      given(
          ChangelogDirectory.NOTE.replaceFirst(
              "tenant_id\" type=\"varchar\\(36\\)\"><constraints nullable=\"false\"/>",
              "tenant_id\" type=\"varchar(36)\">"));
      assertThatThrownBy(() -> database.unit(changelogs.source("pbad", NoteEntity.class)))
          .isInstanceOf(SchemaFailure.class)
          .hasMessageContaining("NOT NULL");
      assertThat(tables(database, "pbad")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(names = "DERBY")
  void entitiesThatBreakARuleAreRefused(TestDatabases kind) {
    given(ChangelogDirectory.NOTE);
    try (var database = kind.open()) {
      refused(database, Unversioned.class, "no @Version");
      refused(database, Elsewhere.class, "names a schema");
      refused(database, Ours.class, "cannot be on table outbox");
      refused(database, Native.class, "@NamedNativeQuery");
      refused(database, Escaping.class, "named query that is refused");
      refused(database, Nameless.class, "names no table");
      assertThatThrownBy(() -> database.unit(changelogs.source("pbad", false, SettingEntity.class)))
          .isInstanceOf(SchemaFailure.class)
          .hasMessageContaining("@ProviderWide");
      assertThatThrownBy(() -> changelogs.source("p_bad", NoteEntity.class))
          .isInstanceOf(SchemaFailure.class)
          .hasMessageContaining("no name for a schema");
    }
  }

  private void refused(TestDatabase database, Class<?> entity, String rule) {
    assertThatThrownBy(() -> database.unit(changelogs.source("pbad", entity)))
        .isInstanceOf(SchemaFailure.class)
        .hasMessageContaining(rule)
        .hasMessageContaining(entity.getName());
  }

  @ParameterizedTest
  @EnumSource
  void aRowThatIsOnlyItsKeyNeedsNoVersion(TestDatabases kind) {
    given("");
    try (var database = kind.open()) {
      var core = database.unit(changelogs.source("core", VisibleEntity.class)).store();
      database.provider(
          () ->
              core.write(
                  em -> {
                    em.persist(new VisibleEntity("joe", "blue"));
                    return 0;
                  }));
      long seen =
          database.provider(
              () ->
                  core.read(
                      em ->
                          em.createQuery("select count(v) from VisibleEntity v", Long.class)
                              .getSingleResult()));
      assertThat(seen).isEqualTo(1);
    }
  }

  private static List<String> tables(TestDatabase database, String schema) throws SQLException {
    var found = new ArrayList<String>();
    String stored =
        database.kind() == TestDatabases.DERBY ? schema.toUpperCase(Locale.ROOT) : schema;
    try (Connection connection = database.owner();
        ResultSet rows =
            connection.getMetaData().getTables(null, stored, "%", new String[] {"TABLE"})) {
      while (rows.next()) {
        found.add(rows.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
      }
    }
    return found;
  }

  private static long count(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = database.owner();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Entity
  @Table(name = "note")
  public static class Unversioned {
    @Id private String id;
    private String name;
  }

  @Entity
  @Table(name = "visible", schema = "core")
  public static class Elsewhere {
    @Id private String id;
    @Version private long revision;
  }

  @Entity
  @Table(name = "OUTBOX")
  public static class Ours {
    @Id private String id;
    @Version private long revision;
  }

  @Entity
  @Table(name = "note")
  @NamedNativeQuery(name = "all", query = "select * from note")
  public static class Native {
    @Id private String id;
    @Version private long revision;
  }

  @Entity
  @Table(name = "note")
  @NamedQuery(name = "all", query = "select e from Escaping e where sql ('1=1')")
  public static class Escaping {
    @Id private String id;
    @Version private long revision;
  }

  @Entity
  public static class Nameless {
    @Id private String id;
    @Version private long revision;
  }

  @Entity(name = "Line")
  @ProviderWide
  @Table(name = "line")
  public static class Line {
    @Id private String id;

    @javax.persistence.Column(name = "tenant_id")
    private String tenant = "blue";

    @Version private long revision;

    protected Line() {}

    Line(String id) {
      this.id = id;
    }
  }

  @Entity(name = "VisibleEntity")
  @ProviderWide
  @Table(name = "visible")
  @javax.persistence.IdClass(VisibleEntity.Key.class)
  public static class VisibleEntity {
    @Id
    @javax.persistence.Column(name = "viewer_id")
    private String viewer;

    @Id
    @javax.persistence.Column(name = "tenant_id")
    private String tenant;

    protected VisibleEntity() {}

    VisibleEntity(String viewer, String tenant) {
      this.viewer = viewer;
      this.tenant = tenant;
    }

    public static class Key implements java.io.Serializable {
      private static final long serialVersionUID = 1;
      public String viewer = Uuid7.next();
      public String tenant = "";

      @Override
      public boolean equals(Object other) {
        return other instanceof Key key && key.viewer.equals(viewer) && key.tenant.equals(tenant);
      }

      @Override
      public int hashCode() {
        return viewer.hashCode() + tenant.hashCode();
      }
    }
  }
}
