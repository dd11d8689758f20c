// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.action;

import io.custode.agent.api.ActionOutcome;
import io.custode.agent.internal.action.Recorder.Note;
import io.custode.agent.protocol.Message.ActionRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An agent's heart that {@link ActionCrashTest} kills: it is asked for the same actions again after
 * each start, as the platform would, and writes down each effect.
 */
final class CrashChild {
  private CrashChild() {}

  public static void main(String[] args) throws IOException {
    var home = Path.of(args[0]);
    int count = Integer.parseInt(args[1]);
    var effects = home.resolve("effects");
    var handlers = new HandlerRegistry();
    for (var verb : new String[] {"once", "again"}) {
      handlers.add(
          Recorder.handler(
              verb, verb.equals("again"), Duration.ofMinutes(1), note -> effect(effects, note)));
    }
    var journal = new Journal(home.resolve("actions"));
    var runner =
        new ActionRunner(journal, handlers, () -> Optional.of(Instant.now()), new Recorder());
    System.out.println("READY");
    runner.resume();
    for (int i = 0; i < count; i++) {
      var verb = i % 2 == 0 ? "once" : "again";
      runner.submit(
          new ActionRequest(
              verb + "-" + i,
              verb,
              "{\"text\":\"" + verb + "-" + i + "\"}",
              Instant.now().plusSeconds(3600),
              i % 5 == 0 ? "lock" : null,
              0));
    }
    while (journal.ended().size() < count) {
      Thread.onSpinWait();
    }
    System.out.println("ALL ENDED");
  }

  private static void awaitMillis(long millis) {
    long until = System.nanoTime() + millis * 1_000_000;
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
  }

  private static ActionOutcome<Note> effect(Path effects, Note note) throws IOException {
    Files.writeString(
        effects, note.text() + '\n', StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    awaitMillis(5); // so that kills hit the moment between effect and end
    return ActionOutcome.succeeded(note);
  }
}
