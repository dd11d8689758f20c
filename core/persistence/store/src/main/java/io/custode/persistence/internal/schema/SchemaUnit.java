// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.schema;

import io.custode.persistence.TenantStore;
import io.custode.persistence.internal.copy.Restore;
import io.custode.persistence.internal.database.Database;
import io.custode.persistence.internal.store.BoundStore;
import io.custode.persistence.internal.store.TableOutbox;
import io.custode.persistence.internal.store.Transactions;
import java.sql.SQLException;
import java.time.Duration;
import javax.persistence.EntityManagerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One schema, migrated and open. */
public final class SchemaUnit implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaUnit.class);

  /** How long calls that run may take to end. */
  public static final Duration PATIENCE = Duration.ofSeconds(5);

  private final EntityManagerFactory factory;
  private final BoundStore store;
  private final TableOutbox outbox;
  private final boolean migrated;

  private SchemaUnit(
      EntityManagerFactory factory, BoundStore store, TableOutbox outbox, boolean migrated) {
    this.factory = factory;
    this.store = store;
    this.outbox = outbox;
    this.migrated = migrated;
  }

  /**
   * Migrates the schema if its changelog changed, and opens it.
   *
   * @throws SchemaFailure if the source breaks a rule or its changelog fails; nothing is left of it
   * @throws SQLException if the database does not answer
   */
  static SchemaUnit open(
      Database database,
      UnitFactory factories,
      Transactions transactions,
      TableOutbox outbox,
      SchemaSource source,
      Restore restore,
      Allowance allowance)
      throws SQLException {
    long start = System.nanoTime();
    EntityModel model = EntityModel.of(source);
    boolean migrated = new Migration(database, source, model, restore, allowance).run();
    long then = System.nanoTime();
    EntityManagerFactory factory = factories.make(source, model);
    var store = new BoundStore(source.schema(), database, factory, transactions, outbox);
    outbox.add(source.schema());
    LOG.info(
        "Schema {} is open: {} in {} ms, entities in {} ms",
        source.schema(),
        migrated ? "migrated" : "found up to date",
        (then - start) / 1_000_000,
        (System.nanoTime() - then) / 1_000_000);
    return new SchemaUnit(factory, store, outbox, migrated);
  }

  public String schema() {
    return store.schema();
  }

  public TenantStore store() {
    return store;
  }

  /**
   * @return whether opening it changed the schema
   */
  public boolean migrated() {
    return migrated;
  }

  /** Takes no new calls, and waits for those that run, {@link #PATIENCE} at most. */
  public void drain() {
    outbox.remove(store.schema());
    if (!store.drain(PATIENCE)) {
      LOG.warn("Calls on schema {} did not end in time", store.schema());
    }
  }

  @Override
  public void close() {
    if (factory.isOpen()) {
      drain();
      factory.close();
    }
  }
}
