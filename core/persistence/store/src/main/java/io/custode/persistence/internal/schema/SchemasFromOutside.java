// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.schema;

import io.custode.persistence.core.PluginSchemas;
import io.custode.persistence.internal.database.Database;
import io.custode.persistence.internal.database.Failures;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.persistence.PersistenceException;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/** Schemas of plugins, for the lifecycle. */
public final class SchemasFromOutside implements PluginSchemas {
  private final Database database;
  private final Openings openings;

  /** What is known of the bundles that run. */
  public interface Openings {
    /**
     * @return whether a bundle that runs has the schema
     */
    boolean isOpen(String schema);

    /**
     * @return as in {@link PluginSchemas#opening}
     */
    Optional<Opening> opening(String schema);

    /**
     * @return as in {@link PluginSchemas.Change#expand}
     */
    Optional<Opening> expand(Bundle bundle);
  }

  public SchemasFromOutside(Database database, Openings openings) {
    this.database = database;
    this.openings = openings;
  }

  @Override
  public Optional<Opening> opening(String schema) {
    return openings.opening(schema);
  }

  @Override
  public Plan plan(String schema, Function<String, byte @Nullable []> files) {
    return new SchemaPlanner(database).plan(schema, files);
  }

  @Override
  public Change change(String schema) {
    try {
      return SchemaChange.begin(database, openings, schema);
    } catch (SQLException e) {
      throw Failures.translate(new PersistenceException(e));
    }
  }

  @Override
  public Optional<Turn> turn(String schema) {
    try {
      return SchemaLock.take(database, "turn of " + schema).map(lock -> lock::release);
    } catch (SQLException e) {
      throw Failures.translate(new PersistenceException(e));
    }
  }

  @Override
  public Set<String> unsettled() {
    try (Connection connection = database.owner()) {
      return Snapshot.all(connection);
    } catch (SQLException e) {
      throw Failures.translate(new PersistenceException(e));
    }
  }
}
