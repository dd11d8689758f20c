// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.testing;

import io.custode.persistence.TenantStore;
import io.custode.persistence.core.DatabaseCopy;
import io.custode.persistence.core.Outbox;
import io.custode.persistence.core.PluginSchemas;
import io.custode.persistence.core.TenantBinding;
import io.custode.persistence.core.TenantBinding.Binding;
import io.custode.persistence.internal.copy.Restore;
import io.custode.persistence.internal.database.Database;
import io.custode.persistence.internal.database.Settings;
import io.custode.persistence.internal.schema.Persistence;
import io.custode.persistence.internal.schema.SchemaSource;
import io.custode.persistence.internal.schema.SchemaUnit;
import io.custode.persistence.internal.schema.SchemasFromOutside;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.osgi.framework.Bundle;

/** A fresh database with everything that works on it; closing it drops it. */
public final class TestDatabase implements AutoCloseable {
  private final TestDatabases kind;
  private final TestDatabases.Place place;
  private final Deque<SchemaUnit> units = new ArrayDeque<>();
  private Persistence persistence;

  private TestDatabase(TestDatabases kind, TestDatabases.Place place, Persistence persistence) {
    this.kind = kind;
    this.place = place;
    this.persistence = persistence;
  }

  static TestDatabase open(TestDatabases kind, TestDatabases.Place place) {
    try {
      return new TestDatabase(kind, place, Persistence.open(place.settings()));
    } catch (SQLException | RuntimeException e) {
      place.remove().run();
      throw new IllegalStateException("The test database did not open", e);
    }
  }

  public TestDatabases kind() {
    return kind;
  }

  /**
   * One that is kept: several processes may open it, closing leaves it.
   *
   * @param settings how to reach it
   */
  public static TestDatabase at(Settings settings) {
    var kind =
        settings.url().startsWith("jdbc:derby:") ? TestDatabases.DERBY : TestDatabases.POSTGRESQL;
    return open(kind, new TestDatabases.Place(settings, () -> {}));
  }

  public TenantBinding binding() {
    return persistence.binding();
  }

  public Outbox outbox() {
    return persistence.outbox();
  }

  public DatabaseCopy copy() {
    return persistence.copy();
  }

  public PluginSchemas schemas() {
    return new SchemasFromOutside(
        database(),
        new SchemasFromOutside.Openings() {
          @Override
          public boolean isOpen(String schema) {
            return units.stream().anyMatch(unit -> unit.schema().equals(schema));
          }

          @Override
          public Optional<PluginSchemas.Opening> opening(String schema) {
            return Optional.empty();
          }

          @Override
          public Optional<PluginSchemas.Opening> expand(Bundle bundle) {
            throw new IllegalStateException("There are no bundles here");
          }
        });
  }

  /**
   * @return what opens schemas, for whoever does so by himself
   */
  public Persistence persistence() {
    return persistence;
  }

  /** Closes everything and opens it again with rows that wait for their schemas. */
  public void restart(Restore restore) throws SQLException {
    closeUnits();
    persistence.close();
    persistence = Persistence.open(place.settings(), restore);
  }

  /**
   * Migrates and opens a schema.
   *
   * @param schema {@code core}, {@code gateway}, {@code p<id>}
   * @param changelog its path on the class path
   * @param entities all entity classes of the schema
   */
  public TenantStore schema(String schema, String changelog, Class<?>... entities) {
    return unit(schema, changelog, entities).store();
  }

  /** Like {@link #schema} for tests of the schema machinery itself. */
  public SchemaUnit unit(String schema, String changelog, Class<?>... entities) {
    ClassLoader loader =
        entities.length > 0 ? entities[0].getClassLoader() : TestDatabase.class.getClassLoader();
    var names = Arrays.stream(entities).map(Class::getName).toList();
    return unit(new SchemaSource(schema, loader, names, changelog, loader::getResource, true));
  }

  public SchemaUnit unit(SchemaSource source) {
    try {
      SchemaUnit unit = persistence.open(source);
      units.push(unit);
      return unit;
    } catch (SQLException e) {
      throw new IllegalStateException("The schema did not open", e);
    }
  }

  /** Runs work bound to a tenant. */
  public <T> T as(String tenant, Supplier<T> work) {
    return binding().bind(new Binding(tenant, null, false), work);
  }

  /** Runs work bound to a viewer of fleet views. */
  public <T> T viewing(String viewer, Supplier<T> work) {
    return binding().bind(new Binding(null, viewer, false), work);
  }

  /** Runs work bound to the provider. */
  public <T> T provider(Supplier<T> work) {
    return binding().bind(new Binding(null, null, true), work);
  }

  /** Lets a viewer see a tenant: a row of {@code core.visible}, as the platform keeps them. */
  public void see(String viewer, String tenant) {
    try (Connection connection = pool().getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into core.visible (viewer_id, tenant_id) values (?, ?)")) {
      insert.setString(1, viewer);
      insert.setString(2, tenant);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @return plain connections under the application's role, outside every store
   */
  public DataSource pool() {
    return persistence.database().pool();
  }

  /**
   * @return a plain connection of the owner of the schemas, outside every store
   */
  public Connection owner() throws SQLException {
    return persistence.database().owner();
  }

  /**
   * Looks through every column of every row of every table, whichever schema and tenant it is of.
   *
   * @param text lower case
   * @return the tables that hold it, as {@code core.contact}, lower case, in order
   */
  public List<String> tablesWith(String text) throws SQLException {
    var found = new TreeSet<String>();
    try (Connection connection = owner();
        Statement statement = connection.createStatement()) {
      if (kind == TestDatabases.POSTGRESQL) {
        // its row policies hide rows from the owner too, unless he copies
        statement.execute("set custode.copy = 'on'");
      }
      for (String table : tables(connection)) {
        try (ResultSet rows = statement.executeQuery("select * from " + table)) {
          while (rows.next()) {
            if (holds(rows, text)) {
              found.add(table.toLowerCase(Locale.ROOT));
            }
          }
        }
      }
    }
    return List.copyOf(found);
  }

  private static List<String> tables(Connection connection) throws SQLException {
    var tables = new ArrayList<String>();
    try (ResultSet all =
        connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE"})) {
      while (all.next()) {
        tables.add(all.getString("TABLE_SCHEM") + "." + all.getString("TABLE_NAME"));
      }
    }
    return tables;
  }

  private static boolean holds(ResultSet row, String text) throws SQLException {
    var columns = row.getMetaData();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      boolean bytes =
          Set.of(Types.BLOB, Types.BINARY, Types.VARBINARY).contains(columns.getColumnType(i));
      var value = bytes ? new String(row.getBytes(i), StandardCharsets.UTF_8) : row.getString(i);
      if (value != null && value.toLowerCase(Locale.ROOT).contains(text)) {
        return true;
      }
    }
    return false;
  }

  public Settings settings() {
    return place.settings();
  }

  public Database database() {
    return persistence.database();
  }

  /** Closes everything, as a node does when it stops, and opens the same database again. */
  public void restart() throws SQLException {
    closeUnits();
    persistence.close();
    persistence = Persistence.open(place.settings());
  }

  private void closeUnits() {
    while (!units.isEmpty()) {
      units.pop().close();
    }
  }

  @Override
  public void close() {
    closeUnits();
    persistence.close();
    place.remove().run();
  }
}
