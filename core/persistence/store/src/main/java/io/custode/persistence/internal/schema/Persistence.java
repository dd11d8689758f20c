// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.schema;

import io.custode.persistence.core.Outbox;
import io.custode.persistence.core.TenantBinding;
import io.custode.persistence.internal.database.Database;
import io.custode.persistence.internal.database.Settings;
import io.custode.persistence.internal.store.TableOutbox;
import io.custode.persistence.internal.store.Transactions;
import java.sql.SQLException;

/** An open database with everything that works on it; needs no container. */
public final class Persistence implements AutoCloseable {
  private final Database database;
  private final Transactions transactions = new Transactions();
  private final TableOutbox outbox;
  private final UnitFactory factories;

  private Persistence(Database database) {
    this.database = database;
    this.outbox = new TableOutbox(transactions, database);
    this.factories = new UnitFactory(database);
  }

  /**
   * @throws SQLException if the database does not answer or cannot be used
   */
  public static Persistence open(Settings settings) throws SQLException {
    return new Persistence(Database.open(settings));
  }

  public Database database() {
    return database;
  }

  public TenantBinding binding() {
    return transactions;
  }

  public Outbox outbox() {
    return outbox;
  }

  /**
   * Migrates and opens one schema; the caller closes it.
   *
   * @throws SchemaFailure if the source breaks a rule or its changelog fails
   * @throws SQLException if the database does not answer
   */
  public SchemaUnit open(SchemaSource source) throws SQLException {
    return SchemaUnit.open(database, factories, transactions, outbox, source);
  }

  @Override
  public void close() {
    database.close();
  }
}
