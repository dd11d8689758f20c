// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.core;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The outbox that each schema has: rows written in the same transaction as the change they tell of,
 * delivered after it.
 */
@ProviderType
public interface Outbox {
  /**
   * @return whether other nodes may work on this database, and write into its outboxes
   */
  boolean isShared();

  /**
   * @return whether a write transaction is open on this thread
   */
  boolean isOpen();

  /**
   * Adds a row to the outbox of the open write transaction, whichever schema it is of.
   *
   * @param kind {@code event} or {@code audit}
   * @param type class name of the event, or the audit verb
   * @param tenant or null
   * @param payload JSON
   * @throws IllegalStateException if none is open
   */
  void append(String id, String kind, String type, @Nullable String tenant, String payload);

  /**
   * @return rows to deliver now, of all schemas, oldest first, at most that many
   */
  List<Entry> due(int limit);

  /** Delivered: the rows go. */
  void delivered(List<Entry> entries);

  /** Not delivered: it is due again at that time. */
  void retry(Entry entry, Instant at, String why);

  /**
   * @param listener called after each commit that added rows, on the committing thread; must return
   *     at once
   */
  AutoCloseable onCommit(Runnable listener);

  /**
   * @param attempts how often its delivery failed
   */
  record Entry(
      String schema,
      String id,
      String kind,
      String type,
      @Nullable String tenant,
      String payload,
      Instant at,
      int attempts) {}
}
