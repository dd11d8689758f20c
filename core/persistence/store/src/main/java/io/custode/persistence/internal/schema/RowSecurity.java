// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.schema;

import io.custode.persistence.internal.store.EntityKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Row policies of PostgreSQL: a second wall behind EclipseLink's filter. They are made anew after
 * each migration, for every table that has a {@code tenant_id}.
 */
public final class RowSecurity {
  private static final String BOUND =
      "tenant_id = (select nullif(current_setting('custode.tenant', true), ''))";
  private static final String PROVIDER =
      " or (select current_setting('custode.provider', true)) = 'on'";
  private static final String SEEN =
      " or tenant_id in (select v.tenant_id from core.visible v"
          + " where v.viewer_id = (select current_setting('custode.viewer', true)))";

  private final Connection connection;
  private final String schema;
  private final String role;

  RowSecurity(Connection connection, String schema, String role) {
    this.connection = connection;
    this.schema = schema;
    this.role = role;
  }

  /** Rights on tables to come, so that a changelog can revoke some for good. */
  void grant() throws SQLException {
    execute("grant usage on schema " + schema + " to " + role);
    String ahead = "alter default privileges in schema " + schema + " grant ";
    execute(ahead + "select, insert, update, delete on tables to " + role);
    execute(ahead + "usage, select on sequences to " + role);
  }

  /** A migration works on the rows of every tenant. */
  void lift() throws SQLException {
    for (Table table : tables()) {
      if (table.forced()) {
        execute("alter table " + name(table) + " no force row level security");
      }
    }
  }

  /**
   * @param kept tables whose rows the provider may change besides those of the model
   */
  void apply(EntityModel model, Set<String> kept) throws SQLException {
    var providers = new HashSet<>(providers(model));
    providers.addAll(kept);
    for (Table table : tables()) {
      boolean provider = !table.notNull() || providers.contains(table.name());
      policies(table, provider);
      execute("alter table " + name(table) + " enable row level security");
      execute("alter table " + name(table) + " force row level security");
    }
    for (String view : views()) {
      execute("alter view " + schema + ".\"" + view + "\" set (security_invoker = true)");
    }
    revoke("all", "databasechangelog");
    revoke("all", "databasechangeloglock");
    // a start reads it
    revoke("insert, update, delete", "schema_state");
  }

  /**
   * @param newest whether no version has been here that knows more tables
   * @return whether the policies grant all that the model needs, and if it is the newest no more
   */
  boolean suffices(EntityModel model, boolean newest) throws SQLException {
    Set<String> needed = providers(model);
    Set<String> granted = granted();
    return tables().stream()
        .allMatch(
            table -> {
              boolean asked = !table.notNull() || needed.contains(table.name());
              return granted.contains(table.name()) ? asked || !newest : !asked;
            });
  }

  private static Set<String> providers(EntityModel model) {
    return model.tables().stream()
        .filter(table -> table.kind() == EntityKind.PROVIDER)
        .map(EntityModel.Mapped::name)
        .collect(Collectors.toCollection(HashSet::new));
  }

  /**
   * @return tables whose rows the provider may change, whatever tenant they are of
   */
  Set<String> granted() throws SQLException {
    var found = new HashSet<String>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "select tablename from pg_policies where schemaname = ?"
                + " and policyname = 'custode_update' and qual like '%custode.provider%'")) {
      query.setString(1, schema);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
    }
    return found;
  }

  private void revoke(String rights, String table) throws SQLException {
    execute("revoke " + rights + " on " + schema + "." + table + " from " + role);
  }

  private void policies(Table table, boolean provider) throws SQLException {
    String write = provider ? BOUND + PROVIDER : BOUND;
    // whoever writes may tell of anything: the outbox is written by the platform only
    String insert = table.name().equals("outbox") ? "true" : write;
    policy(table, "select", "using (" + write + SEEN + ")");
    policy(table, "insert", "with check (" + insert + ")");
    policy(table, "update", "using (" + write + ") with check (" + write + ")");
    policy(table, "delete", "using (" + write + ")");
    execute(copyPolicy(name(table)));
  }

  /**
   * A backup is of everything: the owner of the schemas, and only he, sees all rows while he says
   * that he copies. He could lift the policies, too; so he need not.
   *
   * @param table its full name
   */
  public static String copyPolicy(String table) {
    return "drop policy if exists custode_copy on "
        + table
        + "; create policy custode_copy on "
        + table
        + " for select to current_user using"
        + " ((select current_setting('custode.copy', true)) = 'on')";
  }

  private void policy(Table table, String verb, String rule) throws SQLException {
    String policy = "custode_" + verb + " on " + name(table);
    execute("drop policy if exists " + policy);
    execute("create policy " + policy + " for " + verb + " to " + role + " " + rule);
  }

  private record Table(String name, boolean notNull, boolean forced) {}

  private List<Table> tables() throws SQLException {
    var found = new ArrayList<Table>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "select c.relname, a.attnotnull, c.relforcerowsecurity from pg_class c"
                + " join pg_namespace n on n.oid = c.relnamespace"
                + " join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'"
                + " where n.nspname = ? and c.relkind in ('r', 'p')"
                // the policies read core.visible, so it can have none itself
                + " and not (n.nspname = 'core' and c.relname = 'visible')")) {
      query.setString(1, schema);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          found.add(new Table(rows.getString(1), rows.getBoolean(2), rows.getBoolean(3)));
        }
      }
    }
    return found;
  }

  private List<String> views() throws SQLException {
    var found = new ArrayList<String>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "select c.relname, c.relkind = 'm' from pg_class c"
                + " join pg_namespace n on n.oid = c.relnamespace"
                + " where n.nspname = ? and c.relkind in ('v', 'm')")) {
      query.setString(1, schema);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          if (rows.getBoolean(2)) {
            throw new SchemaFailure(
                "view " + rows.getString(1) + " is materialized: row policies do not reach it");
          }
          found.add(rows.getString(1));
        }
      }
    }
    return found;
  }

  private String name(Table table) {
    return schema + ".\"" + table.name() + "\"";
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
