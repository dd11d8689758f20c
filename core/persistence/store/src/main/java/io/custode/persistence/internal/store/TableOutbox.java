// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.store;

import io.custode.persistence.core.Outbox;
import io.custode.persistence.core.TenantBinding.Binding;
import io.custode.persistence.internal.database.Database;
import io.custode.persistence.internal.database.Dialect;
import io.custode.persistence.internal.database.Failures;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import javax.persistence.PersistenceException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outbox tables of all open schemas. Rows carry no cursor: whatever is there is undelivered.
 */
public final class TableOutbox implements Outbox {
  private static final Logger LOG = LoggerFactory.getLogger(TableOutbox.class);
  private static final Binding PROVIDER = new Binding(null, null, true);
  private static final int LONGEST_WHY = 500;

  /**
   * How long a schema in which this process wrote nothing is left alone. On Derby nobody else
   * writes; on PostgreSQL all are asked together, whenever somebody wants to know.
   */
  private static final Duration LEFT_ALONE = Duration.ofSeconds(30);

  private final Transactions transactions;
  private final Database database;
  private final Map<String, Watch> schemas = new ConcurrentHashMap<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  public TableOutbox(Transactions transactions, Database database) {
    this.transactions = transactions;
    this.database = database;
  }

  /** From now on its rows are delivered. */
  public void add(String schema) {
    schemas.put(schema, new Watch());
  }

  public void remove(String schema) {
    schemas.remove(schema);
  }

  @Override
  public boolean isShared() {
    return database.dialect() == Dialect.POSTGRESQL;
  }

  @Override
  public boolean isOpen() {
    Transaction open = transactions.open();
    return open != null && open.write();
  }

  @Override
  public void append(String id, String kind, String type, @Nullable String tenant, String payload) {
    Transaction open = transactions.open();
    if (open == null || !open.write()) {
      throw new IllegalStateException("No write transaction is open on this thread.");
    }
    long now = micros(Instant.now());
    String sql =
        "insert into "
            + open.store().schema()
            + ".outbox (id, kind, type, tenant_id, payload, created, due, attempts)"
            + " values (?, ?, ?, ?, ?, ?, ?, 0)";
    try (PreparedStatement insert = open.connection().prepareStatement(sql)) {
      insert.setString(1, id);
      insert.setString(2, kind);
      insert.setString(3, type);
      insert.setString(4, tenant);
      insert.setString(5, payload);
      insert.setLong(6, now);
      insert.setLong(7, now);
      insert.executeUpdate();
    } catch (SQLException e) {
      open.failed(e);
      throw new PersistenceException("An outbox row was not written", e);
    }
    open.wroteOutbox();
  }

  void committed(String schema) {
    Watch watch = schemas.get(schema);
    if (watch != null) {
      watch.wrote();
    }
    for (Runnable listener : listeners) {
      try {
        listener.run();
      } catch (RuntimeException e) {
        LOG.warn("A listener to commits failed; the rows wait in the outbox", e);
      }
    }
  }

  @Override
  public List<Entry> due(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be positive");
    }
    outside();
    var found = new ArrayList<Entry>();
    Instant now = Instant.now();
    Set<String> written = isShared() ? written(now) : Set.of();
    schemas.forEach(
        (schema, watch) -> {
          if (watch.begin(now, LEFT_ALONE) || written.contains(schema)) {
            found.addAll(scan(schema, watch, now, limit));
          }
        });
    found.sort(Comparator.comparing(Entry::at).thenComparing(Entry::id));
    return List.copyOf(found.subList(0, Math.min(limit, found.size())));
  }

  /** Which schemas have rows that are due, in one question, since it is asked often. */
  private Set<String> written(Instant now) {
    var names = List.copyOf(schemas.keySet());
    if (names.isEmpty()) {
      return Set.of();
    }
    String sql =
        names.stream()
            .map(
                s ->
                    "select '"
                        + s
                        + "' where exists (select 1 from "
                        + s
                        + ".outbox where due <= ?)")
            .collect(Collectors.joining(" union all "));
    return run(
        connection -> {
          var found = new HashSet<String>();
          try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 1; i <= names.size(); i++) {
              query.setLong(i, micros(now));
            }
            try (ResultSet rows = query.executeQuery()) {
              while (rows.next()) {
                found.add(rows.getString(1));
              }
            }
          }
          return found;
        });
  }

  private List<Entry> scan(String schema, Watch watch, Instant now, int limit) {
    try {
      List<Entry> found = run(connection -> select(connection, schema, watch, now, limit));
      if (!found.isEmpty()) {
        // they stay due until somebody says otherwise
        watch.wrote();
      }
      return found;
    } catch (RuntimeException e) {
      watch.wrote();
      if (Failures.isCrowded(e)) {
        // on Derby a reader waits for a writer's rows; they are due again in a moment
        LOG.debug("The outbox of {} is busy", schema);
        return List.of();
      }
      throw e;
    }
  }

  private static List<Entry> select(
      Connection connection, String schema, Watch watch, Instant now, int limit)
      throws SQLException {
    var found = new ArrayList<Entry>();
    String sql =
        "select id, kind, type, tenant_id, payload, created, attempts, due from "
            + schema
            + ".outbox order by due, created fetch first "
            + limit
            + " rows only";
    try (PreparedStatement query = connection.prepareStatement(sql);
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        Instant due = instant(rows.getLong(8));
        if (due.isAfter(now)) {
          watch.next(due);
          return found;
        }
        found.add(
            new Entry(
                schema,
                rows.getString(1),
                rows.getString(2),
                rows.getString(3),
                rows.getString(4),
                rows.getString(5),
                instant(rows.getLong(6)),
                rows.getInt(7)));
      }
    }
    return found;
  }

  @Override
  public void delivered(List<Entry> entries) {
    outside();
    var bySchema = entries.stream().collect(Collectors.groupingBy(Entry::schema));
    bySchema.forEach(
        (schema, rows) ->
            run(
                connection -> {
                  try (PreparedStatement delete =
                      connection.prepareStatement(
                          "delete from " + schema + ".outbox where id = ?")) {
                    for (Entry row : rows) {
                      delete.setString(1, row.id());
                      delete.addBatch();
                    }
                    return delete.executeBatch().length;
                  }
                }));
  }

  @Override
  public void retry(Entry entry, Instant at, String why) {
    outside();
    run(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update "
                      + entry.schema()
                      + ".outbox set due = ?, attempts = attempts + 1, why = ? where id = ?")) {
            update.setLong(1, micros(at));
            update.setString(2, why.length() <= LONGEST_WHY ? why : why.substring(0, LONGEST_WHY));
            update.setString(3, entry.id());
            return update.executeUpdate();
          }
        });
    Watch watch = schemas.get(entry.schema());
    if (watch != null) {
      watch.next(at);
    }
  }

  @Override
  public AutoCloseable onCommit(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** On Derby a second connection of this thread would wait for the first, for ever. */
  private void outside() {
    if (transactions.open() != null) {
      throw new IllegalStateException("Outboxes are delivered outside a transaction.");
    }
  }

  private interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  private <T> T run(Work<T> work) {
    try (Connection connection = database.pool().getConnection()) {
      connection.setAutoCommit(false);
      try {
        if (database.dialect() == Dialect.POSTGRESQL) {
          BoundStore.bind(connection, PROVIDER);
        }
        T result = work.on(connection);
        connection.commit();
        return result;
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw Failures.translate(new PersistenceException(e));
    }
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** When a schema has to be looked at again. */
  private static final class Watch {
    private boolean dirty = true;
    private Instant looked = Instant.MIN;
    private @Nullable Instant next;

    synchronized void wrote() {
      dirty = true;
    }

    synchronized void next(Instant due) {
      if (next == null || due.isBefore(next)) {
        next = due;
      }
    }

    synchronized boolean begin(Instant now, Duration alone) {
      boolean retry = next != null && !now.isBefore(next);
      boolean longAgo = looked.equals(Instant.MIN) || looked.plus(alone).isBefore(now);
      if (!dirty && !retry && !longAgo) {
        return false;
      }
      dirty = false;
      looked = now;
      next = null;
      return true;
    }
  }
}
