// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.persistence.internal.database.Database;
import io.custode.persistence.internal.database.Settings;
import io.custode.persistence.internal.database.UnfitDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The second wall on PostgreSQL: plain SQL past every filter of ours. */
class RowSecurityTest {
  private static TestDatabase database;

  @BeforeAll
  static void fill() {
    database = TestDatabases.POSTGRESQL.open();
    var notes =
        database.schema(
            "pnotes",
            "notes/changelog.xml",
            NoteEntity.class,
            LogLineEntity.class,
            SettingEntity.class,
            FleetNoteEntity.class);
    for (String tenant : new String[] {"blue", "red"}) {
      database.as(
          tenant,
          () ->
              notes.write(
                  em -> {
                    em.persist(new NoteEntity("note-" + tenant, tenant));
                    return 0;
                  }));
    }
    database.provider(
        () ->
            notes.write(
                em -> {
                  em.persist(new LogLineEntity("line-blue", "blue", "hello"));
                  em.persist(new LogLineEntity("line-none", null, "hello"));
                  return 0;
                }));
    database.see("joe", "red");
  }

  @AfterAll
  static void drop() {
    if (database != null) {
      database.close();
    }
  }

  private interface Query<T> {
    T on(Statement statement) throws SQLException;
  }

  private static <T> T bound(String tenant, String viewer, String provider, Query<T> query)
      throws SQLException {
    try (Connection connection = database.pool().getConnection();
        PreparedStatement bind =
            connection.prepareStatement(
                "select set_config('custode.tenant', ?, true),"
                    + " set_config('custode.viewer', ?, true),"
                    + " set_config('custode.provider', ?, true)");
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      bind.setString(1, tenant);
      bind.setString(2, viewer);
      bind.setString(3, provider);
      bind.execute();
      try {
        return query.on(statement);
      } finally {
        connection.rollback();
      }
    }
  }

  private static long rows(String tenant, String viewer, String provider, String from)
      throws SQLException {
    return bound(tenant, viewer, provider, statement -> count(statement, from));
  }

  private static int changes(String tenant, String viewer, String provider, String sql)
      throws SQLException {
    return bound(tenant, viewer, provider, statement -> statement.executeUpdate(sql));
  }

  private static long count(Statement statement, String from) throws SQLException {
    try (ResultSet row = statement.executeQuery("select count(*) from " + from)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Test
  void theUnboundSeeNothing() throws SQLException {
    try (Connection connection = database.pool().getConnection();
        Statement statement = connection.createStatement()) {
      for (String table :
          new String[] {"pnotes.note", "pnotes.log_line", "pnotes.note_fleet", "pnotes.outbox"}) {
        assertThat(count(statement, table)).as(table).isZero();
      }
      try (ResultSet row = statement.executeQuery("select current_user")) {
        row.next();
        assertThat(row.getString(1)).isEqualTo("custode_app");
      }
    }
    assertThat(rows("", "", "", "pnotes.note")).isZero();
  }

  @Test
  void theOwnerIsHeldBackToo() throws SQLException {
    try (Connection connection = database.owner();
        Statement statement = connection.createStatement()) {
      assertThat(count(statement, "pnotes.note")).isZero();
    }
  }

  @Test
  void aTenantSeesAndChangesItsOwnRowsOnly() throws SQLException {
    assertThat(rows("blue", "", "", "pnotes.note")).isEqualTo(1);
    assertThat(rows("blue", "", "", "pnotes.note where tenant_id = 'red'")).isZero();
    assertThat(changes("blue", "", "", "update pnotes.note set name = 'x'")).isEqualTo(1);
    assertThat(changes("blue", "", "", "delete from pnotes.note where name='red'")).isZero();
    assertThatThrownBy(() -> changes("blue", "", "", "update pnotes.note set tenant_id = 'red'"))
        .hasMessageContaining("row-level security");
    assertThatThrownBy(
            () ->
                changes(
                    "blue",
                    "",
                    "",
                    "insert into pnotes.note (id, tenant_id, revision, name)"
                        + " values ('x', 'red', 1, 'x')"))
        .hasMessageContaining("row-level security");
  }

  @Test
  void aViewerReadsWhatItSeesAndChangesNothing() throws SQLException {
    assertThat(rows("", "joe", "", "pnotes.note")).isEqualTo(1);
    assertThat(rows("", "joe", "", "pnotes.note_fleet")).isEqualTo(1);
    assertThat(rows("", "ann", "", "pnotes.note_fleet")).isZero();
    assertThat(changes("", "joe", "", "update pnotes.note set name = 'x'")).isZero();
  }

  @Test
  void rowsOfNoTenantNeedTheProvider() throws SQLException {
    assertThat(rows("blue", "", "", "pnotes.log_line")).isEqualTo(1);
    assertThat(rows("", "", "on", "pnotes.log_line")).isEqualTo(2);
    assertThat(rows("", "", "on", "pnotes.note")).isZero();
  }

  @Test
  void whatAChangelogRevokedStaysRevoked() throws SQLException {
    for (String sql :
        new String[] {"update pnotes.log_line set text = 'x'", "delete from pnotes.log_line"}) {
      assertThatThrownBy(() -> changes("", "", "on", sql))
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void theApplicationCannotTouchTheBooks() {
    assertThatThrownBy(() -> rows("", "", "on", "pnotes.databasechangelog"))
        .hasMessageContaining("permission denied");
    assertThatThrownBy(() -> changes("", "", "on", "delete from pnotes.schema_state"))
        .hasMessageContaining("permission denied");
    assertThatThrownBy(() -> changes("", "", "on", "create table pnotes.x (a int)"))
        .hasMessageContaining("permission denied");
  }

  @Test
  void aSignInThatMayNotMakeTheRoleIsToldWhatToRun() {
    var given = database.settings();
    var settings =
        new Settings(given.url(), given.user(), given.password(), 2, "custode_app_absent");
    assertThatThrownBy(() -> Database.open(settings))
        .isInstanceOf(UnfitDatabase.class)
        .hasMessageContaining("CREATE ROLE custode_app_absent NOLOGIN;")
        .hasMessageContaining("GRANT custode_app_absent TO \"" + given.user() + "\";");
  }
}
