// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import static io.custode.lifecycle.internal.HotPluginsTest.GREETER;
import static io.custode.lifecycle.internal.HotPluginsTest.greeter;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.access.Principal;
import io.custode.api.error.Conflict;
import io.custode.api.error.Forbidden;
import io.custode.api.error.NotFound;
import io.custode.api.plugin.SchemaStep;
import io.custode.persistence.internal.schema.SchemaSource;
import io.custode.persistence.testing.TestDatabase;
import io.custode.persistence.testing.TestDatabases;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a plan says of a plugin's tables, and their end. */
class PluginTablesTest {
  private static final String TABLE =
      """
      <changeSet id="1.0-note" author="acme">
        <createTable tableName="note">
          <column name="id" type="varchar(36)">
            <constraints primaryKey="true" primaryKeyName="note_pk"/>
          </column>
          <column name="tenant_id" type="varchar(36)"><constraints nullable="false"/></column>
        </createTable>
      </changeSet>
      """;
  private static final String DROP =
      "<changeSet id='1.1-drop' author='acme'><dropTable tableName='note'/></changeSet>";

  @TempDir static Path keys;
  @TempDir Path home;
  private static Publisher acme;

  @BeforeAll
  static void prepare() throws Exception {
    acme = Publisher.named(keys, "acme");
  }

  private static String changelog(String sets) {
    return """
        <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
            xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
              http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-4.33.xsd"
            logicalFilePath="pacmegreeter">
        """
        + sets
        + "</databaseChangeLog>";
  }

  /** As the persistence bundle does when the plugin starts; then the plugin has stopped. */
  private void tables(TestDatabase database) throws Exception {
    var file = Files.writeString(home.resolve("changelog.xml"), changelog(TABLE));
    database.unit(
        new SchemaSource(
            "pacmegreeter",
            PluginTablesTest.class.getClassLoader(),
            List.of(),
            SchemaSource.CHANGELOG,
            path -> path.equals(SchemaSource.CHANGELOG) ? url(file) : null,
            false));
    database.restart();
  }

  private static @Nullable URL url(Path file) {
    try {
      return file.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String source(Installation here, TestJar jar) throws Exception {
    return here.file(acme.sign(jar.bytes()));
  }

  private static TestJar with(TestJar jar, String sets) {
    return jar.entry(SchemaSource.CHANGELOG, changelog(sets).getBytes(UTF_8));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aPlanShowsWhatHappensToTheTables(TestDatabases kind) throws Exception {
    acme.trustIn(home, "acme");
    try (var database = kind.open()) {
      try (var here = new Installation(home, database, Installation.schema(database))) {
        var plan = here.hot.plan(source(here, with(greeter("1.0.0"), TABLE)));
        assertThat(plan.schema())
            .containsExactly(new SchemaStep("1.0-note", List.of("createTable note"), false));
        assertThat(here.hot.plan(source(here, greeter("1.0.0"))).schema()).isEmpty();
      }
      tables(database);
      try (var here = new Installation(home, database, Installation.schema(database))) {
        assertThat(here.hot.plan(source(here, with(greeter("1.0.0"), TABLE))).schema()).isEmpty();

        var drops = source(here, with(greeter("1.1.0"), TABLE + DROP));
        assertThat(here.hot.plan(drops).refused())
            .singleElement()
            .asString()
            .contains("1.1-drop", "dropTable");
        assertThatThrownBy(() -> here.hot.install(drops)).isInstanceOf(Conflict.class);
      }
    }
  }

  /** The plan says so, and somebody has to agree; a rollback is no way to agree. */
  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void nothingIsRewrittenUnasked(TestDatabases kind) throws Exception {
    acme.trustIn(home, "acme");
    var labelled = DROP.replace("author", "labels='rewrites-data' author");
    try (var database = kind.open()) {
      try (var here = new Installation(home, database, Installation.schema(database))) {
        var fresh = here.hot.plan(source(here, with(greeter("1.0.0"), TABLE + labelled)));
        assertThat(fresh.schema()).as("there is nothing to rewrite").hasSize(2);
        assertThat(fresh.schema()).noneMatch(SchemaStep::rewritesData);
      }
      tables(database);
      try (var here = new Installation(home, database, Installation.schema(database))) {
        here.hot.install(source(here, with(greeter("1.0.0"), TABLE)));
        var rewrites = source(here, with(greeter("1.1.0"), TABLE + labelled));
        assertThat(here.hot.plan(rewrites).schema()).allMatch(SchemaStep::rewritesData);

        assertThatThrownBy(() -> here.hot.install(rewrites))
            .isInstanceOfSatisfying(
                Conflict.class,
                e -> {
                  assertThat(e.name()).isEqualTo("plugin-rewrites-data");
                  assertThat(e.what()).contains("1.1-drop");
                  assertThat(e.todo()).contains("--accept-rewrite");
                });
        assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 ACTIVE");
        assertThat(here.platform.audited)
            .endsWith(
                "boss refused core.plugin.install plugin/acmegreeter: nobody agreed that it"
                    + " rewrites data");

        here.hot.install(rewrites, Installation.AGREED);
        assertThat(here.installed()).containsExactly("acmegreeter 1.1.0 ACTIVE");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatAPluginLeavesIsDeletedWhenItIsAskedFor(TestDatabases kind) throws Exception {
    acme.trustIn(home, "acme");
    try (var database = kind.open()) {
      tables(database);
      try (var here = new Installation(home, database, Installation.schema(database))) {
        assertThatThrownBy(() -> here.hot.purge(GREETER)).isInstanceOf(NotFound.class);
        here.hot.install(source(here, greeter("1.0.0")));
        assertThatThrownBy(() -> here.hot.purge(GREETER))
            .isInstanceOfSatisfying(
                Conflict.class, e -> assertThat(e.name()).isEqualTo("plugin-installed"));
        here.hot.uninstall(GREETER);
        var boss = here.platform.current();
        here.platform.signIn(
            TestPlatform.principal(Principal.Kind.TECHNICIAN, "joe", "core.plugin.install"));
        assertThatThrownBy(() -> here.hot.purge(GREETER)).isInstanceOf(Forbidden.class);
        here.platform.signIn(boss);
        assertThat(rows(database)).isZero();

        here.hot.purge(GREETER);

        try (var change = database.schemas().change("pacmegreeter")) {
          assertThat(change.drop()).as("nothing is left").isFalse();
        }
        assertThat(here.platform.published()).endsWith("PluginPurged");
        assertThat(here.platform.audited).endsWith("boss core.plugin.purge plugin/acmegreeter");

        // it begins with nothing, and still belongs to its publisher
        here.hot.install(source(here, greeter("1.0.0")));
        assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 ACTIVE");
      }
    }
  }

  private static int rows(TestDatabase database) throws Exception {
    try (var connection = database.owner();
        var query = connection.createStatement();
        var rows = query.executeQuery("select count(*) from pacmegreeter.note")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
