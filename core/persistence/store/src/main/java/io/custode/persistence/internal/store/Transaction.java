// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.store;

import io.custode.persistence.core.TenantBinding.Binding;
import java.sql.Connection;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

/** What one thread has open. */
final class Transaction {
  private final BoundStore store;
  private final Binding binding;
  private final boolean write;
  private final EntityManager raw;
  private final EntityManager guarded;
  private final Connection connection;
  private @Nullable Throwable failure;
  private boolean outbox;

  Transaction(
      BoundStore store, Binding binding, boolean write, EntityManager raw, Connection connection) {
    this.store = store;
    this.binding = binding;
    this.write = write;
    this.raw = raw;
    this.connection = connection;
    this.guarded = new GuardedEntityManager(raw, new Guard(binding, write));
  }

  BoundStore store() {
    return store;
  }

  Binding binding() {
    return binding;
  }

  boolean write() {
    return write;
  }

  EntityManager raw() {
    return raw;
  }

  EntityManager guarded() {
    return guarded;
  }

  /**
   * @return the connection of this transaction; not to be closed
   */
  Connection connection() {
    return connection;
  }

  /** A call inside this transaction failed: it must not commit, even if the caller goes on. */
  void failed(Throwable thrown) {
    failure = thrown;
  }

  @Nullable Throwable failure() {
    return failure;
  }

  void wroteOutbox() {
    outbox = true;
  }

  boolean hasOutbox() {
    return outbox;
  }
}
