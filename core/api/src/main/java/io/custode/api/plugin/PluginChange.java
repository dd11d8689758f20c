// SPDX-License-Identifier: Apache-2.0
package io.custode.api.plugin;

import io.custode.api.command.Doc;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of a plugin, as it is written down when it begins and when it ends. The last hundred
 * of each plugin are kept.
 *
 * @param why what went wrong, else null
 */
public record PluginChange(
    String id,
    PluginId plugin,
    Verb verb,
    @Doc("The version before; null: it was not installed") @Nullable String from,
    @Doc("The version to come; null: none") @Nullable String to,
    @Doc("Which node was told to do it") String node,
    @Doc("Id of the user who did it") String by,
    Instant begunAt,
    @Doc("Null: it is under way") @Nullable Instant endedAt,
    Outcome outcome,
    @Doc("How far it came") Phase phase,
    @Nullable String why) {
  /** What was to be done. */
  public enum Verb {
    INSTALL,
    UPDATE,
    ROLLBACK,
    UNINSTALL
  }

  /** How it ended. */
  public enum Outcome {
    RUNNING,
    DONE,
    /** It did not work; all is as it was before, but for what {@link PluginChange#why} says. */
    FAILED,
    /** Its node ended in the middle of it, and another or the same said later how that left it. */
    DIED
  }

  /** How far it came. */
  public enum Phase {
    /** The new version is brought, and what only adds to its tables is done. */
    PREPARING,
    /** Whoever uses the plugin waits. */
    HOLDING,
    /** It did not work, and is being taken back. */
    TAKING_BACK,
    /** The plugin is open again. */
    OVER
  }
}
