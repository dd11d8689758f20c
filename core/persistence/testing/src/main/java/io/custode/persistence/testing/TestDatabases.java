// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.testing;

import io.custode.persistence.internal.database.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.apache.derby.jdbc.EmbeddedDataSource;

/** The engines that every persistence test runs on. */
public enum TestDatabases {
  /** In memory, always there. */
  DERBY {
    @Override
    Place place() {
      if (System.getProperty(DERBY_LOG) == null) {
        System.setProperty(DERBY_LOG, "target/derby.log");
      }
      String name = "memory:" + unique();
      return new Place(new Settings("jdbc:derby:" + name, "", "", POOL), () -> drop(name));
    }
  },
  /**
   * A server at {@code custode.it.postgresql} (default {@code
   * jdbc:postgresql://127.0.0.1:5432/postgres?user=postgres}), whose user may make databases and
   * roles. Without one the test is skipped, or fails where {@code -Dcustode.it.require} names
   * postgresql.
   */
  POSTGRESQL {
    @Override
    Place place() {
      return PostgresqlPlace.make(unique(), POOL);
    }
  };

  private static final String DERBY_LOG = "derby.stream.error.file";
  private static final int POOL = 10;

  /**
   * A database that is there.
   *
   * @param settings how to reach it
   * @param remove drops it
   */
  record Place(Settings settings, Runnable remove) {}

  abstract Place place();

  /**
   * Makes a fresh database and opens it.
   *
   * @throws org.opentest4j.TestAbortedException if there is no such server here: the test shows as
   *     skipped
   */
  public TestDatabase open() {
    return TestDatabase.open(this, place());
  }

  private static void drop(String name) {
    var last = new EmbeddedDataSource();
    last.setDatabaseName(name);
    last.setConnectionAttributes("drop=true");
    try (Connection connection = last.getConnection()) {
      throw new IllegalStateException("Test database was not dropped: " + connection);
    } catch (SQLException e) {
      // 08006 is how Derby says that it is gone
      if (!"08006".equals(e.getSQLState())) {
        throw new IllegalStateException("Test database was not dropped", e);
      }
    }
  }

  private static String unique() {
    return "custode_test_" + UUID.randomUUID().toString().replace("-", "");
  }

  /**
   * @return whether the run was told that this part must be there
   */
  static boolean isRequired(String part) {
    return List.of(System.getProperty("custode.it.require", "").split("\\s*,\\s*")).contains(part);
  }
}
