// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.core;

import io.custode.api.plugin.SchemaStep;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;
import org.osgi.framework.Bundle;

/** Looks at the schemas of plugins from outside. For the lifecycle. */
@ProviderType
public interface PluginSchemas {
  /**
   * What a changelog would do to a schema. Changes nothing.
   *
   * @param schema may not be there yet
   * @param files the plugin's files by path; null for one that it does not have
   * @return nothing to do if it has no changelog
   * @throws io.custode.api.error.Unavailable if the database is away
   */
  Plan plan(String schema, Function<String, byte @Nullable []> files);

  /**
   * This node changes a plugin, from before its new version starts until it works or is gone again.
   * What an update rewrites is kept meanwhile, and put back if an earlier version opens the schema
   * when the change is over.
   *
   * @throws io.custode.api.error.Conflict if another node changes it
   * @throws io.custode.api.error.Unavailable if the database is away
   */
  Change change(String schema);

  /**
   * This node takes over what another one has changed, while others wait for their turn; or does
   * something else that only one node does at a time.
   *
   * @param schema or what it does, by a name that no schema has
   * @return empty while another node is at it
   * @throws io.custode.api.error.Unavailable if the database is away
   */
  Optional<Turn> turn(String schema);

  /** Until it is over. */
  interface Turn {
    /** Ends it; does nothing if it is over. */
    void over();
  }

  /** Until it is over. */
  interface Change extends AutoCloseable {
    /**
     * Brings the tables to where the changelog of the next version is while the one before works on
     * with them. Whoever needs a table that is changed just then waits for that, but nobody waits
     * for him: if he has it for long, the tables are left for the start of the next version.
     *
     * @param bundle of the next version, resolved and not started
     * @return what keeps it from its tables, empty if nothing does; nothing was changed if it
     *     {@link Step#FAILED}, be it that its changelog rewrites data, and if it {@link Step#WAITS}
     *     its start will do it
     * @throws io.custode.api.error.Unavailable if the database is away or cannot write; nothing was
     *     changed
     */
    Optional<Opening> expand(Bundle bundle);

    /**
     * What an update rewrote stays so: what was kept of the time before is given up, if the version
     * that works knows all that rewrote it.
     *
     * @param files as in {@link #plan}, of that version
     * @throws io.custode.api.error.Unavailable if the database is away
     */
    void settle(Function<String, byte @Nullable []> files);

    /**
     * Puts back what an update rewrote that never came to work, for whichever version opens the
     * schema next; does nothing if there is no such update.
     *
     * @throws io.custode.api.error.Unavailable if the database is away
     */
    void putBack();

    /**
     * Drops the schema with all that is in it, for good.
     *
     * @return false if there is none
     * @throws io.custode.api.error.Conflict if a bundle that runs has it open
     * @throws io.custode.api.error.Unavailable if the database is away
     */
    boolean drop();

    /** Ends it; does nothing if it is over. */
    void over();

    @Override
    default void close() {
      over();
    }
  }

  /**
   * @return schemas of which it is kept what they held before an update rewrote them
   * @throws io.custode.api.error.Unavailable if the database is away
   */
  Set<String> unsettled();

  /**
   * What keeps the bundle of a plugin, which has started, from its tables.
   *
   * @return empty if it has them, or no such bundle runs
   */
  Optional<Opening> opening(String schema);

  /**
   * How far it is.
   *
   * @param why for people
   */
  record Opening(Step step, String why) {}

  /** What happens next. */
  enum Step {
    /** Its changelog runs, or waits for its turn; it has a limit of its own. */
    WORKS,
    /** It is tried again once the database is there. */
    WAITS,
    /** Nothing, with this jar; nothing was changed. */
    FAILED
  }

  /**
   * What would be done.
   *
   * @param steps change sets that have not run yet, in order
   * @param refused why it cannot be done, empty if it can
   */
  record Plan(List<SchemaStep> steps, List<String> refused) {
    /** Nothing to do. */
    public static final Plan NOTHING = new Plan(List.of(), List.of());

    public Plan {
      steps = List.copyOf(steps);
      refused = List.copyOf(refused);
    }
  }
}
