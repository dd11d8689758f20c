// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.action;

import io.custode.agent.protocol.Message.ActionRequest;
import io.custode.agent.protocol.Message.ActionResult;
import io.custode.agent.protocol.Message.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the journal knows of an action that got as far as starting, or ended without.
 *
 * @param input dropped once it ended
 * @param outcome null until it ended
 * @param output dropped once the platform has it
 */
record JournalEntry(
    String id,
    State state,
    String verb,
    @Nullable String input,
    Instant expiresAt,
    @Nullable String lockKey,
    int priority,
    Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Outcome outcome,
    @Nullable String output,
    @Nullable String reason) {

  enum State {
    STARTED,
    ENDED,
    ACKNOWLEDGED
  }

  static JournalEntry started(ActionRequest request, Instant at) {
    return new JournalEntry(
        request.id(),
        State.STARTED,
        request.verb(),
        request.input(),
        request.expiresAt(),
        request.lockKey(),
        request.priority(),
        at,
        null,
        null,
        null,
        null);
  }

  static JournalEntry ended(ActionRequest request, ActionResult result) {
    return new JournalEntry(
        request.id(),
        State.ENDED,
        request.verb(),
        null,
        request.expiresAt(),
        null,
        0,
        result.startedAt(),
        result.finishedAt(),
        result.outcome(),
        result.output(),
        result.reason());
  }

  JournalEntry acknowledged() {
    return new JournalEntry(
        id,
        State.ACKNOWLEDGED,
        verb,
        null,
        expiresAt,
        null,
        0,
        startedAt,
        finishedAt,
        outcome,
        null,
        reason);
  }

  ActionRequest request() {
    var text = input == null ? "{}" : input;
    return new ActionRequest(id, verb, text, expiresAt, lockKey, priority);
  }

  ActionResult result() {
    var end = outcome == null ? Outcome.UNKNOWN : outcome;
    var at = finishedAt == null ? startedAt : finishedAt;
    return new ActionResult(id, end, output, reason, startedAt, at);
  }
}
