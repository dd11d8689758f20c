// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.testing;

import io.custode.persistence.internal.database.Settings;
import io.custode.persistence.testing.TestDatabases.Place;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.opentest4j.TestAbortedException;
import org.postgresql.ds.PGSimpleDataSource;

/** A database of its own, owned by a role of its own that is no superuser, as in production. */
final class PostgresqlPlace {
  private static final String DEFAULT = "jdbc:postgresql://127.0.0.1:5432/postgres?user=postgres";
  private static final String PASSWORD = "custode-test";

  private PostgresqlPlace() {}

  static Place make(String name, int pool) {
    String admin = System.getProperty("custode.it.postgresql", DEFAULT);
    try (Connection connection = connect(admin);
        Statement statement = connection.createStatement()) {
      makeAppRole(statement);
      statement.execute("create role " + name + " login password '" + PASSWORD + "'");
      statement.execute("grant " + Settings.APP_ROLE + " to " + name);
      statement.execute("create database " + name + " owner " + name);
    } catch (SQLException e) {
      String why = "No PostgreSQL for tests at " + shown(admin) + ": " + e.getMessage();
      if (TestDatabases.isRequired("postgresql")) {
        throw new AssertionError(why, e);
      }
      throw new TestAbortedException(why);
    }
    String url = admin.replaceFirst("[?].*", "").replaceFirst("/[^/]*$", "/" + name);
    return new Place(new Settings(url, name, PASSWORD, pool), () -> drop(admin, name));
  }

  private static void makeAppRole(Statement statement) throws SQLException {
    try {
      statement.execute("create role " + Settings.APP_ROLE + " nologin");
    } catch (SQLException e) {
      // it belongs to the whole server: another test was first
      if (!"42710".equals(e.getSQLState()) && !"23505".equals(e.getSQLState())) {
        throw e;
      }
    }
  }

  private static void drop(String admin, String name) {
    try (Connection connection = connect(admin);
        Statement statement = connection.createStatement()) {
      statement.execute("drop database if exists " + name + " with (force)");
      statement.execute("drop role if exists " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("Test database " + name + " was not dropped", e);
    }
  }

  private static Connection connect(String url) throws SQLException {
    var source = new PGSimpleDataSource();
    source.setUrl(url);
    source.setConnectTimeout(3);
    return source.getConnection();
  }

  private static String shown(String url) {
    return new Settings(url, "", "", 2).shownUrl();
  }
}
