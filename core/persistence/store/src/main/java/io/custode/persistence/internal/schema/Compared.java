// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.schema;

import java.util.List;
import java.util.Set;

/**
 * This version's changelog beside what the schema has seen.
 *
 * @param ran whether all that it has to run has run
 * @param rewrites whether what has not run rewrites what is there
 * @param without ids of change sets that have run and are of another version
 * @param rewritten those among them that rewrote what this version knows
 */
record Compared(
    boolean ran,
    boolean rewrites,
    List<String> without,
    List<String> rewritten,
    Set<String> files) {
  static final Compared NEW = new Compared(false, false, List.of(), List.of(), Set.of());

  static Compared of(Changelog.Listed listed, SeenChanges seen) {
    // some are read only then, and the files are those that were read
    seen.open(listed);
    return new Compared(
        seen.holds(listed),
        listed.sets().stream().anyMatch(set -> !seen.has(set) && SeenChanges.rewrites(set)),
        seen.without(listed.known()),
        seen.rewrittenSince(listed.known()),
        listed.files());
  }
}
