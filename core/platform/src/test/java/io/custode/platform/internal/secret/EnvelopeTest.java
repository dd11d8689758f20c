// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.custode.api.id.Uuid7;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What who reads or writes the database can do with a secret: nothing. */
class EnvelopeTest {
  private static final String PLAIN = "correct horse battery staple";

  @TempDir Path home;

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void nothingInTheDatabaseShowsOne(TestDatabases kind) throws Exception {
    var node = Node.empty(kind, home);
    node.set("core.smtp", PLAIN);
    node.set("core.smtp", PLAIN + " 2");
    var dump = dump(node.platform);
    node.platform.deliverAudit();
    node.asBoss(node.rotation::rotate);
    dump += dump(node.platform);
    assertThat(dump)
        .contains("core.smtp")
        .doesNotContain(PLAIN)
        .doesNotContain(Base64.getEncoder().encodeToString(PLAIN.getBytes(StandardCharsets.UTF_8)));
    for (var id : node.keys.ids()) {
      assertThat(dump).doesNotContain(Files.readString(node.key(id)).strip());
      assertThat(Files.getPosixFilePermissions(node.key(id)))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
    assertThat(node.keys.ids()).hasSize(2);
    assertThat(Files.getPosixFilePermissions(home.resolve("keys")))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  /** All tables, past every row policy. */
  private static String dump(Platform platform) throws SQLException {
    var text = new StringBuilder();
    try (var connection = everything(platform)) {
      var tables = new ArrayList<String>();
      try (var found =
          connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE"})) {
        while (found.next()) {
          tables.add(found.getString("TABLE_SCHEM") + "." + found.getString("TABLE_NAME"));
        }
      }
      assertThat(tables.toString().toLowerCase(Locale.ROOT))
          .contains("core.secret", "core.outbox", "core.audit_entry");
      for (var table : tables) {
        try (var statement = connection.createStatement();
            var rows = statement.executeQuery("select * from " + table)) {
          while (rows.next()) {
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
              text.append(rows.getString(i)).append('\n');
            }
          }
        }
      }
      connection.rollback();
    }
    return text.toString();
  }

  private static Connection everything(Platform platform) throws SQLException {
    var connection =
        platform.database.kind() == TestDatabases.POSTGRESQL
            ? DriverManager.getConnection(platform.database.settings().url(), "postgres", "")
            : platform.database.owner();
    connection.setAutoCommit(false);
    return connection;
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatIsMovedToAnotherRowDoesNotOpen(TestDatabases kind) throws Exception {
    var node = Node.empty(kind, home);
    var acme = node.platform.tenant("Acme");
    for (var name : List.of("core.one", "core.two", "core.free")) {
      node.set(name, name);
    }
    node.set(acme, "core.one", "Acme's");
    // the value alone, the whole envelope, the whole envelope of another holder
    copy(node, "sealed", "core.two", "core.one", "provider");
    assertDoesNotOpen(() -> node.get("core.one"));
    copy(node, "sealed", "core.free", "core.two", "provider");
    copy(node, "data_key", "core.free", "core.two", "provider");
    assertDoesNotOpen(() -> node.get("core.two"));
    node.set("core.one", "anew");
    copy(node, "sealed", "core.one", "core.one", acme.value());
    copy(node, "data_key", "core.one", "core.one", acme.value());
    assertDoesNotOpen(() -> node.get(acme, "core.one"));
    // under the name of another key, whose file holds the same
    var id = node.keys.ids().get(0);
    var other = Uuid7.next();
    Files.copy(node.key(id), node.key(other));
    change(node, "update core.secret set key_id = '" + other + "' where name = 'core.free'");
    assertDoesNotOpen(() -> node.get("core.free"));
    change(node, "update core.secret set key_id = '" + id + "' where name = 'core.free'");
    assertThat(node.get("core.free")).isEqualTo("core.free");
  }

  private static void assertDoesNotOpen(Runnable work) {
    Node.assertRefused("secret-does-not-open", "Restore keys/secret-", work);
  }

  private static void copy(Node node, String column, String from, String to, String holder)
      throws SQLException {
    change(
        node,
        ("update core.secret set %s = (select s.%s from core.secret s where s.name = '%s' and"
                + " s.held_by = 'provider') where name = '%s' and held_by = '%s'")
            .formatted(column, column, from, to, holder));
  }

  private static void change(Node node, String sql) throws SQLException {
    try (var connection = node.platform.database.owner();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      assertThat(statement.executeUpdate(sql)).isEqualTo(1);
      connection.commit();
    }
  }
}
