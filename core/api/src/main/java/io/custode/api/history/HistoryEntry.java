// SPDX-License-Identifier: Apache-2.0
package io.custode.api.history;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody did something to it.
 *
 * @param actor sign-in name or part of the platform; {@code erased person} if he was forgotten
 * @param verb what was done, {@code core.asset.change}
 * @param changes fields with another value since; none where it is not known, as before version 0.2
 */
public record HistoryEntry(
    String id, Instant at, String actor, String verb, List<FieldChange> changes) {
  public HistoryEntry {
    changes = List.copyOf(changes);
  }

  /**
   * A field that changed.
   *
   * @param from null: it had no value
   * @param to null: it has none since
   */
  public record FieldChange(String field, @Nullable String from, @Nullable String to) {}
}
