// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.api;

import java.time.Duration;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Does one kind of work. An action is started at most once; only if the agent was killed between
 * start and end, the handler is asked what became of it: an {@link #idempotent} one runs again, any
 * other is asked to {@link #probe}, and what it cannot tell ends as unknown.
 *
 * @param <I> input, a record; its constructor refuses bad values with IllegalArgumentException
 * @param <O> result, a record
 */
@ConsumerType
public interface ActionHandler<I extends Record, O extends Record> {
  /** Kebab-case, {@code run-script}; a module's verbs begin with its id and a dot. */
  String verb();

  Class<I> input();

  /**
   * Does it, on a thread of its own. Is interrupted when {@link #limit} is over or the agent stops.
   *
   * @throws Exception the action ends as failed, with the message as its reason
   */
  ActionOutcome<O> run(I input, ActionContext context) throws Exception;

  /** Whether running it twice has the effect of running it once. */
  default boolean idempotent() {
    return false;
  }

  /** How long it may take. */
  default Duration limit(I input) {
    return Duration.ofHours(1);
  }

  /**
   * After a crash: what became of an action that had started.
   *
   * @return empty if that cannot be known
   * @throws Exception same as empty
   */
  default Optional<ActionOutcome<O>> probe(I input, ActionContext context) throws Exception {
    return Optional.empty();
  }
}
