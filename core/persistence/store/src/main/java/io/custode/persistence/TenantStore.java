// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence;

import java.util.function.Function;
import javax.persistence.EntityManager;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The tables of one schema. Every call runs in one transaction, sees the bound tenant only, and
 * gives its connection back. A call inside a call of the same store joins it; inside a call of
 * another store it is refused: a transaction touches one schema.
 *
 * <p>Service property {@code custode.schema}: {@code core}, {@code gateway}, {@code lifecycle}, or
 * {@code p<id>} of a plugin. A store is given to the bundle that owns the schema only.
 */
@ProviderType
public interface TenantStore {
  /**
   * Reads. Rows of the bound tenant, or fleet views where only a viewer is bound.
   *
   * @param work gets an EntityManager without native queries and unwrap; must not keep it
   * @throws io.custode.api.error.Problem {@code tenant-needed} if a person reads a tenant's table
   *     without one
   * @throws IllegalStateException if nothing is bound
   */
  <T> T read(Function<EntityManager, T> work);

  /**
   * Writes: commits when the work returns, rolls back when it throws.
   *
   * @throws io.custode.api.error.Problem {@code tenant-needed} if a person writes without a tenant
   * @throws IllegalStateException if a part of the platform has no tenant bound (nor the provider,
   *     for provider-wide tables), or inside a read
   * @throws io.custode.api.error.Conflict {@code changed-meanwhile} if a row was changed by
   *     another, {@code already-exists} if a unique key is taken, {@code still-referred-to} if a
   *     foreign key forbids it; nothing was written
   * @throws io.custode.api.error.Unavailable if the database is away or too busy; nothing was
   *     written
   * @throws io.custode.api.error.Problem {@code outcome-unknown} if the database went away in the
   *     very moment of the commit
   */
  <T> T write(Function<EntityManager, T> work);
}
