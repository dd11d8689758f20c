// SPDX-License-Identifier: Apache-2.0
package io.custode.core.call;

import io.custode.api.command.Doc;
import io.custode.api.plugin.PluginId;
import org.jspecify.annotations.Nullable;

/**
 * How much of one thing a plugin took on this node lately.
 *
 * @param taken in the unit
 * @param limit what is too much; null if nothing is
 */
public record PluginUse(
    PluginId plugin,
    @Doc(
            "Of what: calls, failed, late, cpu, memory, database, refused (events and alerts), dropped"
                + " (lines of the log); later ones may be added")
        String what,
    long taken,
    @Doc("From which on it is too much; empty: never") @Nullable Long limit,
    Unit unit,
    @Doc("The last seconds that are counted") int seconds) {
  /** What is counted. */
  public enum Unit {
    COUNT,
    MILLISECONDS,
    BYTES
  }
}
