// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.schema;

import io.custode.persistence.core.DatabaseCopy;
import io.custode.persistence.core.Outbox;
import io.custode.persistence.core.TenantBinding;
import io.custode.persistence.internal.copy.Restore;
import io.custode.persistence.internal.copy.SchemaCopy;
import io.custode.persistence.internal.database.Database;
import io.custode.persistence.internal.database.Settings;
import io.custode.persistence.internal.database.UnfitDatabase;
import io.custode.persistence.internal.store.TableOutbox;
import io.custode.persistence.internal.store.Transactions;
import java.sql.SQLException;

/** An open database with everything that works on it; needs no container. */
public final class Persistence implements AutoCloseable {
  private final Database database;
  private final Transactions transactions = new Transactions();
  private final TableOutbox outbox;
  private final UnitFactory factories;
  private final Restore restore;

  private Persistence(Database database, Restore restore) {
    this.database = database;
    this.restore = restore;
    this.outbox = new TableOutbox(transactions, database);
    this.factories = new UnitFactory(database);
  }

  /**
   * @throws SQLException if the database does not answer or cannot be used
   */
  public static Persistence open(Settings settings) throws SQLException {
    return open(settings, Restore.NONE);
  }

  /**
   * @param restore rows that schemas are made with
   * @throws UnfitDatabase if it already holds what is to be restored into it
   * @throws SQLException if the database does not answer or cannot be used
   */
  public static Persistence open(Settings settings, Restore restore) throws SQLException {
    Database database = Database.open(settings);
    try {
      if (restore.waits("core") && Migration.isMade(database, "core")) {
        throw new UnfitDatabase(
            "it already holds an installation, and a backup is restored into an empty one only."
                + " Give an empty --database.");
      }
      return new Persistence(database, restore);
    } catch (SQLException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  public Database database() {
    return database;
  }

  public TenantBinding binding() {
    return transactions;
  }

  public DatabaseCopy copy() {
    return new SchemaCopy(database);
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
    return open(source, allowance());
  }

  /**
   * The same, of work that can be ended from another thread.
   *
   * @param allowance of {@link #allowance}, made when the work begins
   */
  public SchemaUnit open(SchemaSource source, Allowance allowance) throws SQLException {
    return SchemaUnit.open(database, factories, transactions, outbox, source, restore, allowance);
  }

  /**
   * Migrates a schema that an earlier version has open; the rest is left for {@link #open}.
   *
   * @throws SchemaFailure if the source breaks a rule, rewrites data, or its changelog fails
   * @throws SQLException if the database does not answer, or the tables are not free for long
   *     enough
   */
  public void expand(SchemaSource source, Allowance allowance) throws SQLException {
    new Migration(database, source, EntityModel.of(source), restore, allowance).expand();
  }

  /**
   * @return as much time as the settings allow, from now on
   */
  public Allowance allowance() {
    return new Allowance(database.settings().migration());
  }

  @Override
  public void close() {
    database.close();
  }
}
