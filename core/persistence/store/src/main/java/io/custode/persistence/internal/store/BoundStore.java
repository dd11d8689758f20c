// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.store;

import io.custode.api.error.Problem;
import io.custode.api.error.Unavailable;
import io.custode.persistence.TenantStore;
import io.custode.persistence.core.TenantBinding.Binding;
import io.custode.persistence.internal.database.Database;
import io.custode.persistence.internal.database.Dialect;
import io.custode.persistence.internal.database.Failures;
import io.custode.persistence.internal.database.Turnstile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import javax.persistence.PersistenceException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The store of one schema: one transaction, one connection, one binding per outermost call. */
public final class BoundStore implements TenantStore {
  private static final Logger LOG = LoggerFactory.getLogger(BoundStore.class);

  private static final String BIND =
      "select set_config('custode.tenant', ?, true), set_config('custode.viewer', ?, true),"
          + " set_config('custode.provider', ?, true)";

  private final String schema;
  private final Database database;
  private final EntityManagerFactory factory;
  private final Transactions transactions;
  private final TableOutbox outbox;
  private final InFlight inFlight = new InFlight();

  public BoundStore(
      String schema,
      Database database,
      EntityManagerFactory factory,
      Transactions transactions,
      TableOutbox outbox) {
    this.schema = schema;
    this.database = database;
    this.factory = factory;
    this.transactions = transactions;
    this.outbox = outbox;
  }

  public String schema() {
    return schema;
  }

  @Override
  public <T> T read(Function<EntityManager, T> work) {
    return run(work, false);
  }

  @Override
  public <T> T write(Function<EntityManager, T> work) {
    return run(work, true);
  }

  private <T> T run(Function<EntityManager, T> work, boolean write) {
    Binding binding = transactions.current();
    if (binding == null || !suffices(binding, write)) {
      throw NoTenant.refused(
          binding,
          "Schema %s: this thread is not bound to %s."
              .formatted(schema, write ? "a tenant, nor to the provider" : "a tenant or a viewer"));
    }
    Transaction outer = transactions.open();
    if (outer != null) {
      return join(outer, work, write);
    }
    if (!inFlight.enter()) {
      throw new Unavailable(
          "What belongs to schema " + schema + " is being changed; nothing was done.",
          Duration.ofSeconds(1));
    }
    try {
      return inTurn(binding, work, write);
    } finally {
      inFlight.leave();
    }
  }

  private <T> T inTurn(Binding binding, Function<EntityManager, T> work, boolean write) {
    Turnstile turnstile = database.turnstile();
    turnstile.enter();
    long begun = System.nanoTime();
    try {
      return transact(binding, work, write);
    } catch (RuntimeException e) {
      RuntimeException meaning = Failures.translate(e);
      // what a query joins is known only now that it ran
      throw Failures.isUnbound(e, TenantColumns.TENANT)
          ? NoTenant.refused(binding, String.valueOf(meaning.getMessage()))
          : meaning;
    } finally {
      transactions.held(System.nanoTime() - begun);
      turnstile.leave();
    }
  }

  private static boolean suffices(Binding binding, boolean write) {
    return binding.tenant() != null || binding.provider() || (!write && binding.viewer() != null);
  }

  private <T> T join(Transaction outer, Function<EntityManager, T> work, boolean write) {
    if (outer.store() != this) {
      throw new IllegalStateException(
          "A transaction of schema %s is open; schema %s is refused: a transaction touches one schema."
              .formatted(outer.store().schema, schema));
    }
    if (write && !outer.write()) {
      throw new IllegalStateException("Schema " + schema + ": a write inside a read.");
    }
    try {
      return work.apply(outer.guarded());
    } catch (RuntimeException | Error e) {
      outer.failed(e);
      throw e;
    }
  }

  private <T> T transact(Binding binding, Function<EntityManager, T> work, boolean write) {
    EntityManager entities = factory.createEntityManager();
    try {
      bindEntities(entities, binding);
      entities.getTransaction().begin();
      // asking for the connection begins at once: everything of this call runs on this connection
      Connection connection = entities.unwrap(Connection.class);
      bindConnection(connection, binding);
      var transaction = new Transaction(this, binding, write, entities, connection);
      T result = work(transaction, work);
      if (write) {
        commit(entities);
        if (transaction.hasOutbox()) {
          outbox.committed(schema);
        }
      }
      return result;
    } finally {
      end(entities);
    }
  }

  private <T> T work(Transaction transaction, Function<EntityManager, T> work) {
    transactions.opened(transaction);
    try {
      T result = work.apply(transaction.guarded());
      if (transaction.failure() != null) {
        throw new IllegalStateException(
            "Schema " + schema + ": an inner call failed, so nothing was written.",
            transaction.failure());
      }
      if (transaction.write()) {
        transaction.raw().flush();
      }
      return result;
    } finally {
      transactions.closed();
    }
  }

  /** All statements have run by now, so a connection lost here leaves the outcome open. */
  private static void commit(EntityManager entities) {
    try {
      entities.getTransaction().commit();
    } catch (PersistenceException e) {
      RuntimeException meaning = Failures.translate(e);
      if (meaning instanceof Unavailable) {
        var open =
            new Problem(
                Problem.Kind.UNAVAILABLE,
                "outcome-unknown",
                "The database went away while saving: whether the change was made is not known.",
                "Look whether it was made, then repeat it if it was not.");
        open.initCause(e);
        throw open;
      }
      throw meaning;
    }
  }

  private static void end(EntityManager entities) {
    try {
      if (entities.getTransaction().isActive()) {
        entities.getTransaction().rollback();
      }
    } catch (RuntimeException e) {
      // the connection is gone, and the transaction with it; what happened before is on its way up
      LOG.debug("Rollback failed", e);
    } finally {
      entities.close();
    }
  }

  private static void bindEntities(EntityManager entities, Binding binding) {
    properties(binding).forEach(entities::setProperty);
  }

  private static Map<String, Object> properties(Binding binding) {
    var properties = new HashMap<String, Object>();
    put(properties, TenantColumns.TENANT, binding.tenant());
    put(properties, TenantColumns.VIEWER, binding.viewer());
    put(properties, TenantColumns.PROVIDER, binding.provider() ? TenantColumns.ON : null);
    return properties;
  }

  private static void put(Map<String, Object> properties, String name, @Nullable String value) {
    if (value != null) {
      properties.put(name, value);
    }
  }

  private void bindConnection(Connection connection, Binding binding) {
    if (database.dialect() != Dialect.POSTGRESQL) {
      return;
    }
    try {
      bind(connection, binding);
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }

  /** Tells the row policies who is bound, until the end of the connection's transaction. */
  static void bind(Connection connection, Binding binding) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(BIND)) {
      statement.setString(1, orEmpty(binding.tenant()));
      statement.setString(2, orEmpty(binding.viewer()));
      statement.setString(3, binding.provider() ? TenantColumns.ON : "");
      statement.execute();
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /**
   * No new calls; waits for those that run.
   *
   * @return whether all ended in time
   */
  public boolean drain(Duration patience) {
    return inFlight.drain(patience);
  }
}
