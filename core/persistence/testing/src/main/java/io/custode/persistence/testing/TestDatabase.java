// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.testing;

import io.custode.persistence.TenantStore;
import io.custode.persistence.core.DatabaseCopy;
import io.custode.persistence.core.Outbox;
import io.custode.persistence.core.TenantBinding;
import io.custode.persistence.core.TenantBinding.Binding;
import io.custode.persistence.internal.copy.Restore;
import io.custode.persistence.internal.database.Database;
import io.custode.persistence.internal.database.Settings;
import io.custode.persistence.internal.schema.Persistence;
import io.custode.persistence.internal.schema.SchemaSource;
import io.custode.persistence.internal.schema.SchemaUnit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Supplier;
import javax.sql.DataSource;

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

  public TenantBinding binding() {
    return persistence.binding();
  }

  public Outbox outbox() {
    return persistence.outbox();
  }

  public DatabaseCopy copy() {
    return persistence.copy();
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
