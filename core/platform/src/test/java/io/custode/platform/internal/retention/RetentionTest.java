// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.custode.api.action.ActionId;
import io.custode.api.action.NewAction;
import io.custode.api.agent.AgentId;
import io.custode.api.error.Invalid;
import io.custode.api.json.Json;
import io.custode.api.retention.RetentionCount;
import io.custode.api.retention.RetentionKind;
import io.custode.api.retention.RetentionRule;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import io.custode.platform.internal.action.JpaActions;
import io.custode.platform.internal.asset.TestClaims;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetentionTest {
  private Platform p;
  private JpaRetention retention;
  private JpaActions actions;

  /** On a database of its own: rules are for all tenants. */
  private void on(TestDatabases kind) {
    p = Platform.alone(kind);
    retention = new JpaRetention(p.store, p.binder, p.visibility, p.doors, p.audit);
    actions = new JpaActions(p.store, p.binder, p.callers, p.assets, p.events, p.audit);
  }

  private ActionId action(TenantId tenant, boolean ended) {
    return p.in(
        tenant,
        () -> {
          var asset = TestClaims.claim(p, AgentId.next(), "pc-" + AgentId.next());
          var id = actions.request(NewAction.of(asset, "probe", new Json("{}"))).id();
          if (ended) {
            actions.cancel(id);
          }
          return id;
        });
  }

  private boolean isThere(TenantId tenant, ActionId id) {
    return p.in(tenant, () -> actions.get(id)).isPresent();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatEndedLongAgoGoesInAllTenantsAndWhatIsOpenStays(TestDatabases kind) {
    on(kind);
    var acme = p.tenant("Acme");
    var other = p.tenant("Other");
    var ended = action(acme, true);
    var open = action(acme, false);
    var others = action(other, true);
    var later = Instant.now().plus(Duration.ofDays(181));
    // until somebody says otherwise all is kept
    assertThat(p.as(p.boss, () -> retention.apply(later, () -> true))).isZero();
    assertThatThrownBy(() -> p.as(p.boss, () -> retention.set(RetentionKind.ACTIONS, 179)))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("must be 180 to");
    p.as(p.boss, () -> retention.set(RetentionKind.ACTIONS, 180));
    assertThat(p.as(p.boss, retention::preview))
        .extracting(RetentionCount::kind, RetentionCount::rows)
        .containsExactly(tuple(RetentionKind.ACTIONS, 0L));
    assertThat(p.as(p.boss, () -> retention.apply(Instant.now(), () -> true))).isZero();
    // told to stop it deletes nothing more
    assertThat(p.as(p.boss, () -> retention.apply(later, () -> false))).isZero();
    assertThat(p.as(p.boss, () -> retention.apply(later, () -> true))).isEqualTo(2);
    assertThat(isThere(acme, ended)).isFalse();
    assertThat(isThere(other, others)).isFalse();
    assertThat(isThere(acme, open)).isTrue();
    p.as(p.boss, () -> retention.set(RetentionKind.ACTIONS, null));
    assertThat(p.as(p.boss, retention::rules))
        .contains(new RetentionRule(RetentionKind.ACTIONS, null, 180));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void ofEachKindTheOldGoesAndTheNewAndTheOpenStay(TestDatabases kind) throws SQLException {
    on(kind);
    var acme = p.tenant("Acme");
    var now = Instant.now();
    for (var one : RetentionKind.values()) {
      p.as(p.boss, () -> retention.set(one, one.leastDays()));
      long limit = one.leastDays();
      insert(acme, one, "old", now.minus(Duration.ofDays(limit + 1)));
      insert(acme, one, "new", now.minus(Duration.ofDays(limit - 1)));
      insert(acme, one, "open", null);
    }
    assertThat(p.as(p.boss, retention::preview))
        .extracting(RetentionCount::kind, RetentionCount::rows)
        .containsExactlyInAnyOrder(
            Stream.of(RetentionKind.values()).map(k -> tuple(k, 1L)).toArray(Tuple[]::new));
    for (var one : RetentionKind.values()) {
      assertThat(ids(acme, one)).as(one + " before").contains("new", "old");
    }
    assertThat(p.as(p.boss, () -> retention.apply(now, () -> true)))
        .isEqualTo(RetentionKind.values().length);
    for (var one : RetentionKind.values()) {
      assertThat(ids(acme, one))
          .as(one + " after")
          .isEqualTo(one == RetentionKind.MERGES ? List.of("new") : List.of("new", "open"));
    }
    assertThat(p.database.tablesWith("reject of old")).isEmpty();
    assertThat(p.database.tablesWith("reject of new")).containsExactly("core.import_reject");
  }

  private record Rows(String table, String key, String end) {
    static Rows of(RetentionKind kind) {
      return switch (kind) {
        case ACTIONS -> new Rows("action", "id", "finished_at");
        case ALERTS -> new Rows("alert", "id", "resolved_at");
        case COMPLIANCE -> new Rows("compliance", "id", "said_until");
        case JOB_RUNS -> new Rows("job_run", "id", "ended_at");
        case IMPORTS -> new Rows("csv_import", "id", "finished_at");
        case MERGES -> new Rows("merge_kept", "proposal_id", "merged_at");
      };
    }
  }

  /**
   * @param end null: it goes on; a merge has ended when it is made
   */
  private void insert(TenantId tenant, RetentionKind kind, String id, @Nullable Instant end)
      throws SQLException {
    if (kind == RetentionKind.MERGES && end == null) {
      return;
    }
    var rows = Rows.of(kind);
    var values = new HashMap<String, Object>();
    values.put(rows.key(), id);
    values.put("same_hash", id);
    if (end != null) {
      values.put(rows.end(), ChronoUnit.MICROS.between(Instant.EPOCH, end));
    } else if (kind == RetentionKind.COMPLIANCE) {
      values.put(rows.end(), Long.MAX_VALUE);
    }
    insert(tenant, rows.table(), values);
    if (kind == RetentionKind.IMPORTS) {
      var reject = Map.<String, Object>of("id", id, "import_id", id, "reason", "Reject of " + id);
      insert(tenant, "import_reject", reject);
    }
  }

  /** What else a row must have is nothing in particular. */
  private void insert(TenantId tenant, String table, Map<String, Object> values)
      throws SQLException {
    var all = new TreeMap<>(values);
    try (var connection = bound(tenant)) {
      boolean derby = p.database.kind() == TestDatabases.DERBY;
      var columns = new ArrayList<String>();
      try (var found =
          connection
              .getMetaData()
              .getColumns(
                  null,
                  derby ? "CORE" : "core",
                  derby ? table.toUpperCase(Locale.ROOT) : table,
                  null)) {
        while (found.next()) {
          var column = found.getString("COLUMN_NAME").toLowerCase(Locale.ROOT);
          columns.add(column);
          if (found.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls) {
            all.putIfAbsent(column, some(tenant, column, found.getInt("DATA_TYPE")));
          }
        }
      }
      all.keySet().retainAll(columns);
      var sql =
          "insert into core.%s (%s) values (%s)"
              .formatted(
                  table,
                  String.join(", ", all.keySet()),
                  String.join(", ", Collections.nCopies(all.size(), "?")));
      try (var insert = connection.prepareStatement(sql)) {
        int at = 1;
        for (var value : all.values()) {
          insert.setObject(at++, value);
        }
        insert.executeUpdate();
        connection.commit();
      }
    }
  }

  private static Object some(TenantId tenant, String column, int type) {
    if (column.equals("tenant_id")) {
      return tenant.value();
    }
    return switch (type) {
      case Types.BIGINT -> 0L;
      case Types.INTEGER -> 0;
      case Types.BOOLEAN, Types.BIT -> false;
      default -> "x";
    };
  }

  private List<String> ids(TenantId tenant, RetentionKind kind) throws SQLException {
    var rows = Rows.of(kind);
    var ids = new ArrayList<String>();
    try (var connection = bound(tenant);
        var query = connection.createStatement();
        var found =
            query.executeQuery(
                "select %s from core.%s order by 1".formatted(rows.key(), rows.table()))) {
      while (found.next()) {
        ids.add(found.getString(1));
      }
    }
    return ids;
  }

  /** Past the services, which let nothing be old. */
  private Connection bound(TenantId tenant) throws SQLException {
    var connection = p.database.pool().getConnection();
    connection.setAutoCommit(false);
    if (p.database.kind() == TestDatabases.POSTGRESQL) {
      try (var bind =
          connection.prepareStatement(
              "select set_config('custode.tenant', ?, true),"
                  + " set_config('custode.provider', 'on', true)")) {
        bind.setString(1, tenant.value());
        bind.execute();
      }
    }
    return connection;
  }
}
