// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * PostgreSQL 15 or later. The role that signs in owns the schemas and migrates them; the
 * application works under a role of its own that cannot sign in and is subject to row policies.
 */
final class PostgresqlEngine implements Engine {
  static final String PREFIX = "jdbc:postgresql:";

  /** Views check the rights and policies of their caller from 15 on only (security_invoker). */
  private static final int OLDEST = 150000;

  private static final Set<String> MADE_BY_ANOTHER_NODE = Set.of("42710", "23505");

  /** The server ends a statement that its caller would give up: else it would go on for nobody. */
  private static final int SOONER_MILLIS = 1000;

  private final Settings settings;
  private final PGSimpleDataSource owner;
  private final PGSimpleDataSource application;

  PostgresqlEngine(Settings settings) {
    this.settings = settings;
    this.owner = source(settings);
    this.application = source(settings);
    if (application.getSocketTimeout() == 0) {
      // a database that went silent frees its callers; migrations may take longer
      application.setSocketTimeout(15);
    }
  }

  private static PGSimpleDataSource source(Settings settings) {
    var made = new PGSimpleDataSource();
    made.setConnectTimeout(3);
    made.setLoginTimeout(5);
    made.setTcpKeepAlive(true);
    made.setApplicationName("custode");
    made.setUrl(settings.url());
    // details of an error hold values of rows
    made.setLogServerErrorDetail(false);
    if (!settings.user().isEmpty()) {
      made.setUser(settings.user());
    }
    if (!settings.password().isEmpty()) {
      made.setPassword(settings.password());
    }
    return made;
  }

  @Override
  public Dialect dialect() {
    return Dialect.POSTGRESQL;
  }

  @Override
  public DataSource owner() {
    return owner;
  }

  @Override
  public DataSource application() {
    return application;
  }

  @Override
  public String firstStatement() {
    return "set role "
        + settings.appRole()
        + "; set statement_timeout = '"
        + (application.getSocketTimeout() * 1000L - SOONER_MILLIS)
        + "ms'";
  }

  @Override
  public void prepare() throws SQLException {
    try (Connection connection = owner.getConnection()) {
      var found = look(connection);
      if (found.version() < OLDEST) {
        throw new UnfitDatabase(
            "PostgreSQL %d is too old: 15 or later is needed, where views obey row security."
                .formatted(found.version() / 10000));
      }
      if (!found.role()) {
        makeRole(connection);
      }
      if (!look(connection).member()) {
        join(connection);
      }
      if (!found.visible()) {
        makeVisible(connection);
      }
    }
  }

  private record Found(int version, boolean role, boolean member, boolean visible) {}

  private Found look(Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "select current_setting('server_version_num')::int,"
                + " exists (select 1 from pg_roles where rolname = ?),"
                + " exists (select 1 from pg_roles where rolname = ?"
                + " and pg_has_role(current_user, oid, 'MEMBER')),"
                + " to_regclass('core.visible') is not null")) {
      query.setString(1, settings.appRole());
      query.setString(2, settings.appRole());
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return new Found(row.getInt(1), row.getBoolean(2), row.getBoolean(3), row.getBoolean(4));
      }
    }
  }

  private void makeRole(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("create role " + settings.appRole() + " nologin");
    } catch (SQLException e) {
      if (!MADE_BY_ANOTHER_NODE.contains(String.valueOf(e.getSQLState()))) {
        throw unfit(connection, e);
      }
    }
  }

  private void join(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("grant " + settings.appRole() + " to current_user");
    } catch (SQLException e) {
      throw unfit(connection, e);
    }
  }

  private UnfitDatabase unfit(Connection connection, SQLException cause) throws SQLException {
    String login = connection.getMetaData().getUserName().replace("\"", "\"\"");
    var refusal =
        new UnfitDatabase(
            ("The sign-in role \"%2$s\" may not make the role %1$s, under which Custode works."
                    + " Let an administrator of the database run:"
                    + " CREATE ROLE %1$s NOLOGIN; GRANT %1$s TO \"%2$s\";")
                .formatted(settings.appRole(), login));
    refusal.initCause(cause);
    return refusal;
  }

  private void makeVisible(Connection connection) throws SQLException {
    String role = settings.appRole();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      // two nodes may start at once
      statement.execute("select pg_advisory_xact_lock(" + Database.LOCK + ")");
      statement.execute("create schema if not exists core");
      statement.execute("grant usage on schema core to " + role);
      statement.execute(VisibleTable.CREATE.replace("table core", "table if not exists core"));
      statement.execute("create index if not exists visible_tenant on core.visible (tenant_id)");
      statement.execute("grant select, insert, update, delete on core.visible to " + role);
      connection.commit();
    }
  }

  @Override
  public void stop() {
    // a server of its own: nothing of it is ours to stop
  }
}
