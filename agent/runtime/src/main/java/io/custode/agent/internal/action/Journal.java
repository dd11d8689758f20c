// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.action;

import io.custode.agent.internal.Log;
import io.custode.agent.internal.identity.Identity;
import io.custode.agent.internal.store.DurableFile;
import io.custode.agent.protocol.Codec;
import io.custode.agent.protocol.MalformedMessage;
import io.custode.agent.protocol.Message.ActionRequest;
import io.custode.agent.protocol.Message.ActionResult;
import io.custode.agent.protocol.Message.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What this machine started, on disk, one small file per action: an action is written down before
 * it starts, so that whatever happens it never starts twice, and its result is kept until the
 * platform has it. The memory holds only where each action is.
 */
public final class Journal {
  private static final Log LOG = Log.of("journal");
  private static final Duration KEPT = Duration.ofDays(1);
  private static final Duration DAMAGED_KEPT = Duration.ofDays(30);
  private static final int UNSAVED_OUTPUTS = 16;

  private record Place(JournalEntry.State state, Instant expiresAt) {}

  private final Path directory;
  private final Map<String, Place> places = new HashMap<>();

  /** Results that the disk did not take; lost if the agent is killed, and then unknown. */
  private final Map<String, ActionResult> unsaved = new HashMap<>();

  public Journal(Path directory) {
    this.directory = directory;
    for (var id : DurableFile.list(directory)) {
      if (Identity.isId(id)) {
        var entry = load(id);
        places.put(id, new Place(entry.state(), entry.expiresAt()));
      }
    }
  }

  /** Where the action is; empty if it never started here, or long ago. */
  synchronized Optional<JournalEntry.State> state(String id) {
    return Optional.ofNullable(places.get(id)).map(Place::state);
  }

  /** Those that had started when the agent was stopped, with all that is needed to go on. */
  synchronized List<JournalEntry> interrupted() {
    var found = new ArrayList<JournalEntry>();
    for (var place : places.entrySet()) {
      if (place.getValue().state() == JournalEntry.State.STARTED) {
        found.add(load(place.getKey()));
      }
    }
    return found;
  }

  /** Started or ended, and the platform has not said that it has the result. */
  synchronized List<String> open() {
    return ids(JournalEntry.State.STARTED, JournalEntry.State.ENDED);
  }

  /** Ended, and the platform has not said that it has the result. */
  public synchronized List<String> ended() {
    return ids(JournalEntry.State.ENDED);
  }

  private List<String> ids(JournalEntry.State... states) {
    var found = new ArrayList<String>();
    for (var place : places.entrySet()) {
      if (List.of(states).contains(place.getValue().state())) {
        found.add(place.getKey());
      }
    }
    return found;
  }

  /**
   * Must return before the action starts.
   *
   * @throws IOException if it is not on disk; the action must not start
   */
  synchronized void start(ActionRequest request, Instant at) throws IOException {
    save(JournalEntry.started(request, at));
  }

  /** Never fails: what the disk does not take stays in memory. */
  synchronized void end(ActionRequest request, ActionResult result) {
    try {
      save(JournalEntry.ended(request, result));
      unsaved.remove(request.id());
    } catch (IOException e) {
      LOG.warn("The result of action " + request.id() + " is in memory only", e);
      unsaved.put(request.id(), unsaved.size() < UNSAVED_OUTPUTS ? result : withoutOutput(result));
      places.put(request.id(), new Place(JournalEntry.State.ENDED, request.expiresAt()));
    }
  }

  /** What to tell the platform of an action that ended. */
  public synchronized Optional<ActionResult> result(String id) {
    var inMemory = unsaved.get(id);
    if (inMemory != null) {
      return Optional.of(inMemory);
    }
    var place = places.get(id);
    return place == null || place.state() == JournalEntry.State.STARTED
        ? Optional.empty()
        : Optional.of(load(id).result());
  }

  /** The platform has the result. What remains is the memory that the action was done. */
  public synchronized void acknowledge(String id) {
    var place = places.get(id);
    if (place == null || place.state() != JournalEntry.State.ENDED) {
      return;
    }
    unsaved.remove(id);
    places.put(id, new Place(JournalEntry.State.ACKNOWLEDGED, place.expiresAt()));
    try {
      save(load(id).acknowledged());
    } catch (IOException e) {
      // at the next start its result is sent once more, which does no harm
      LOG.warn("Acknowledgement of action " + id + " is in memory only", e);
    }
  }

  /** Forgets what is acknowledged and so long expired that no late duplicate comes any more. */
  public synchronized void forget(Instant platformNow) {
    var limit = platformNow.minus(KEPT);
    var each = places.entrySet().iterator();
    while (each.hasNext()) {
      var place = each.next();
      if (place.getValue().state() == JournalEntry.State.ACKNOWLEDGED
          && place.getValue().expiresAt().isBefore(limit)) {
        try {
          DurableFile.delete(directory.resolve(place.getKey()));
          each.remove();
        } catch (IOException e) {
          LOG.warn("Action " + place.getKey() + " is not forgotten yet", e);
        }
      }
    }
  }

  private void save(JournalEntry entry) throws IOException {
    DurableFile.write(directory.resolve(entry.id()), Codec.toJson(entry));
    places.put(entry.id(), new Place(entry.state(), entry.expiresAt()));
  }

  /** A damaged file still says that the action got this far; more is not known of it. */
  private JournalEntry load(String id) {
    var file = directory.resolve(id);
    try {
      var entry = Codec.fromJson(Files.readString(file), JournalEntry.class);
      if (entry.id().equals(id)) {
        return entry;
      }
      LOG.warn("The entry of action " + id + " is of another");
    } catch (IOException | MalformedMessage e) {
      LOG.warn("The entry of action " + id + " is damaged", e);
    }
    var instead = damaged(id, Instant.ofEpochMilli(file.toFile().lastModified()));
    try {
      save(instead);
    } catch (IOException e) {
      LOG.warn("Action " + id + " is unknown in memory only", e);
    }
    return instead;
  }

  private static JournalEntry damaged(String id, Instant at) {
    return new JournalEntry(
        id,
        JournalEntry.State.ENDED,
        "?",
        null,
        at.plus(DAMAGED_KEPT),
        null,
        0,
        at,
        at,
        Outcome.UNKNOWN,
        null,
        "The agent's record of this action is damaged; look whether it took effect");
  }

  private static ActionResult withoutOutput(ActionResult result) {
    return new ActionResult(
        result.id(),
        result.outcome(),
        null,
        result.reason(),
        result.startedAt(),
        result.finishedAt());
  }
}
