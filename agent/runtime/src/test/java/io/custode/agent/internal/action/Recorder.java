// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.action;

import io.custode.agent.api.ActionContext;
import io.custode.agent.api.ActionHandler;
import io.custode.agent.api.ActionOutcome;
import io.custode.agent.protocol.Message.ActionResult;
import io.custode.agent.protocol.Message.ActionStarted;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Hears what the runner says. */
final class Recorder implements ActionRunner.Reports {
  final Map<String, ActionResult> results = new ConcurrentHashMap<>();
  final Map<String, Integer> started = new ConcurrentHashMap<>();

  @Override
  public void started(ActionStarted action) {
    started.merge(action.id(), 1, Integer::sum);
  }

  @Override
  public void ended(ActionResult result) {
    results.put(result.id(), result);
  }

  record Note(String text) {}

  /** What a test wants done. */
  @FunctionalInterface
  interface Work {
    ActionOutcome<Note> run(Note note) throws Exception;
  }

  static ActionHandler<Note, Note> handler(
      String verb, boolean idempotent, Duration limit, Work work) {
    return new ActionHandler<>() {
      @Override
      public String verb() {
        return verb;
      }

      @Override
      public Class<Note> input() {
        return Note.class;
      }

      @Override
      public boolean idempotent() {
        return idempotent;
      }

      @Override
      public Duration limit(Note note) {
        return limit;
      }

      @Override
      public ActionOutcome<Note> run(Note note, ActionContext context) throws Exception {
        return work.run(note);
      }
    };
  }
}
