// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.action;

import io.custode.agent.api.ActionContext;
import io.custode.agent.api.ActionHandler;
import io.custode.agent.api.ActionOutcome;
import io.custode.agent.internal.Log;
import io.custode.agent.protocol.Codec;
import io.custode.agent.protocol.MalformedMessage;
import io.custode.agent.protocol.Message.ActionRequest;
import io.custode.agent.protocol.Message.ActionResult;
import io.custode.agent.protocol.Message.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One action on its worker's thread: the handler is called, whatever it does becomes a result. */
final class ActionRun {
  private static final Duration GRACE = Duration.ofSeconds(30);

  final ActionRequest request;

  /** Since before the agent's last stop, or null. */
  final @Nullable Instant interruptedSince;

  /** Whose it is: a module's verbs begin with its id and a dot, the agent's own have none. */
  final String module;

  private @Nullable Thread thread;
  private Instant deadline = Instant.MAX;
  private boolean told;
  private boolean stopping;
  private boolean ended;

  ActionRun(ActionRequest request, @Nullable Instant interruptedSince) {
    this.request = request;
    module = request.verb().substring(0, Math.max(0, request.verb().indexOf('.')));
    this.interruptedSince = interruptedSince;
  }

  private record Context(String id, Instant deadline) implements ActionContext {}

  /**
   * Runs it to its end, or finds out what became of it.
   *
   * @return null if it ends after the agent's next start
   */
  <I extends Record, O extends Record> @Nullable ActionResult run(
      ActionHandler<I, O> handler, Instant startedAt) {
    try {
      begin(GRACE); // until it has said how long it may take
      I input;
      try {
        input = Codec.fromJson(request.input(), handler.input());
      } catch (MalformedMessage e) {
        return result(Outcome.FAILED, null, "The input does not fit: " + e.getMessage(), startedAt);
      }
      begin(handler.limit(input));
      var context = new Context(request.id(), deadline);
      var outcome =
          interruptedSince == null || handler.idempotent()
              ? Optional.of(handler.run(input, context))
              : handler.probe(input, context);
      return outcome.map(end -> result(end, startedAt)).orElseGet(() -> lost(startedAt));
    } catch (GoesOn e) {
      return null;
    } catch (InterruptedException e) {
      return result(Outcome.FAILED, null, "Ended early: " + whyEnded(), startedAt);
    } catch (Exception | LinkageError e) {
      return interruptedSince != null && !handler.idempotent()
          ? lost(startedAt)
          : result(Outcome.FAILED, null, Log.reason(e), startedAt);
    } finally {
      finish();
    }
  }

  private ActionResult result(ActionOutcome<?> outcome, Instant startedAt) {
    var end =
        switch (outcome.end()) {
          case SUCCEEDED -> Outcome.SUCCEEDED;
          case FAILED -> Outcome.FAILED;
          case UNKNOWN -> Outcome.UNKNOWN;
        };
    var output = outcome.output();
    var result =
        result(end, output == null ? null : Codec.toJson(output), outcome.reason(), startedAt);
    try {
      Codec.encode(result);
      return result;
    } catch (MalformedMessage e) {
      return result(end, null, "The result is too large to send", startedAt);
    }
  }

  ActionResult lost(Instant startedAt) {
    return result(
        Outcome.UNKNOWN,
        null,
        "The agent was stopped while it ran, and "
            + request.verb()
            + " cannot tell whether it took effect",
        startedAt);
  }

  ActionResult result(
      Outcome outcome, @Nullable String output, @Nullable String reason, Instant startedAt) {
    return new ActionResult(request.id(), outcome, output, reason, startedAt, Instant.now());
  }

  private synchronized void begin(Duration limit) throws InterruptedException {
    if (stopping) {
      throw new InterruptedException();
    }
    thread = Thread.currentThread();
    deadline = Instant.now().plus(limit);
    told = false;
  }

  private synchronized void finish() {
    thread = null;
    ended = true;
    Thread.interrupted(); // ours alone
  }

  /** The agent stops. */
  synchronized void stop() {
    stopping = true;
    if (thread != null) {
      thread.interrupt();
    }
  }

  /**
   * Interrupts it when its time is over.
   *
   * @return true if it does not care and is given up
   */
  synchronized boolean overdue(Instant now) {
    if (ended || thread == null || now.isBefore(deadline)) {
      return false;
    }
    if (!told) {
      told = true;
      thread.interrupt();
    }
    return now.isAfter(deadline.plus(GRACE));
  }

  private synchronized String whyEnded() {
    return stopping
        ? "the agent was stopped"
        : told ? "its time was over" : "it was interrupted, as by its module being taken out";
  }
}
