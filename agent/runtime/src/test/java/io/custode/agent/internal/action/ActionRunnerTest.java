// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.custode.agent.api.ActionOutcome;
import io.custode.agent.internal.action.Recorder.Note;
import io.custode.agent.protocol.Message.ActionRequest;
import io.custode.agent.protocol.Message.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActionRunnerTest {
  private static final Instant LATER = Instant.now().plusSeconds(3600);

  @TempDir Path directory;
  private final Recorder recorder = new Recorder();
  private final HandlerRegistry handlers = new HandlerRegistry();
  private final List<String> ran = Collections.synchronizedList(new ArrayList<>());
  private volatile Optional<Instant> clock = Optional.of(Instant.now());
  private @Nullable ActionRunner runner;

  @BeforeEach
  void start() {
    handlers.add(Recorder.handler("note", false, Duration.ofMinutes(1), this::note));
    runner = runner();
  }

  @AfterEach
  void stop() {
    runner.stop();
  }

  @Test
  void runsAndReports() {
    submit("a", "note", null, 0);
    ended("a");
    assertThat(recorder.results.get("a").outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(recorder.results.get("a").output()).isEqualTo("{\"text\":\"done a\"}");
    assertThat(recorder.started).containsEntry("a", 1);
  }

  @Test
  void aDuplicateIsAnsweredAndNotRun() {
    submit("a", "note", null, 0);
    ended("a");
    recorder.results.clear();
    submit("a", "note", null, 0);
    ended("a");
    assertThat(recorder.results.get("a").output()).contains("done a");
    var acknowledged = new Journal(directory);
    acknowledged.acknowledge("a");
    recorder.results.clear();
    runner = new ActionRunner(acknowledged, handlers, () -> clock, recorder);
    submit("a", "note", null, 0);
    assertThat(recorder.results.get("a").outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(ran).containsExactly("a");
  }

  @Test
  void whatGoesOnAfterTheRestartIsToldThen() throws Exception {
    handlers.add(
        Recorder.handler(
            "restart",
            false,
            Duration.ofMinutes(1),
            note -> {
              ran.add("restart");
              throw new GoesOn();
            }));
    submit("a", "restart", null, 0);
    await().until(() -> ran.contains("restart") && runner.quiet());
    assertThat(recorder.results).isEmpty();
    assertThat(new Journal(directory).interrupted()).hasSize(1);
    var next = new ActionRunner(new Journal(directory), handlers, () -> clock, recorder);
    next.resume();
    ended("a");
    assertThat(recorder.results.get("a").outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(ran).containsExactly("restart");
  }

  @Test
  void whoEndsTheAgentIsAlone() throws Exception {
    var alone = new CountDownLatch(1);
    var done = new CountDownLatch(1);
    handlers.add(
        Recorder.handler(
            "end",
            false,
            Duration.ofMinutes(1),
            note -> {
              var inTime = runner.finish(Duration.ofMillis(100));
              ran.add("in time " + inTime);
              ran.add("in time " + runner.finish(Duration.ofSeconds(20)));
              alone.countDown();
              done.await();
              runner.goOn();
              return ActionOutcome.succeeded(new Note("ended"));
            }));
    var slow = new CountDownLatch(1);
    handlers.add(
        Recorder.handler(
            "slow",
            false,
            Duration.ofMinutes(1),
            note -> {
              slow.await();
              return ActionOutcome.succeeded(new Note("slow"));
            }));
    submit("a", "slow", null, 0);
    await().until(() -> recorder.started.containsKey("a"));
    submit("b", "end", null, 0);
    await().until(() -> ran.contains("in time false"));
    slow.countDown();
    assertThat(alone.await(20, TimeUnit.SECONDS)).isTrue();
    ended("a");
    submit("c", "note", null, 0);
    await().during(Duration.ofMillis(300)).until(() -> !ran.contains("c"));
    assertThat(ran).containsExactly("in time false", "in time true");
    done.countDown();
    ended("c");
  }

  @Test
  void waitsForThePlatformsClock() {
    clock = Optional.empty();
    submit("a", "note", null, 0);
    runner.watch();
    await().during(Duration.ofMillis(300)).until(() -> ran.isEmpty());
    clock = Optional.of(Instant.now());
    runner.watch();
    ended("a");
  }

  @Test
  void whatCameTooLateDoesNotStart() {
    clock = Optional.of(LATER);
    submit("a", "note", null, 0);
    ended("a");
    assertThat(recorder.results.get("a").outcome()).isEqualTo(Outcome.EXPIRED);
    assertThat(ran).isEmpty();
  }

  @Test
  void unknownVerbsAndBadInputFailWithTheReason() {
    submit("a", "nothing", null, 0);
    runner.submit(new ActionRequest("b", "note", "{\"text\":7}", LATER, null, 0));
    runner.submit(new ActionRequest("c", "note", "rubbish", LATER, null, 0));
    runner.submit(new ActionRequest("../d", "note", "{}", LATER, null, 0));
    ended("a");
    ended("b");
    ended("c");
    assertThat(recorder.results.get("a").reason()).contains("nothing");
    assertThat(recorder.results.get("b").reason()).contains("text: not a text");
    assertThat(recorder.results).doesNotContainKey("../d");
  }

  @Test
  void sameLockRunsOneAfterAnother() {
    var inside = new AtomicInteger();
    var most = new AtomicInteger();
    handlers.add(
        Recorder.handler(
            "slow",
            false,
            Duration.ofMinutes(1),
            note -> {
              most.accumulateAndGet(inside.incrementAndGet(), Math::max);
              new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
              inside.decrementAndGet();
              return ActionOutcome.succeeded(note);
            }));
    for (int i = 0; i < 6; i++) {
      submit("l" + i, "slow", "lock", 0);
    }
    for (int i = 0; i < 6; i++) {
      ended("l" + i);
    }
    assertThat(most).hasValue(1);
    for (int i = 0; i < 6; i++) {
      submit("f" + i, "slow", null, 0);
    }
    for (int i = 0; i < 6; i++) {
      ended("f" + i);
    }
    assertThat(most.get()).isBetween(2, 4);
  }

  @Test
  void urgentOnesFirst() {
    clock = Optional.empty();
    submit("low", "note", "lock", 1);
    submit("high", "note", "lock", 9);
    submit("middle", "note", "lock", 5);
    clock = Optional.of(Instant.now());
    runner.watch();
    ended("low");
    assertThat(ran).containsExactly("high", "middle", "low");
  }

  @Test
  void whatTakesTooLongIsInterrupted() {
    handlers.add(
        Recorder.handler(
            "sleep",
            false,
            Duration.ofMillis(100),
            note -> {
              new CountDownLatch(1).await();
              return ActionOutcome.succeeded(note);
            }));
    submit("a", "sleep", null, 0);
    await()
        .until(
            () -> {
              runner.watch();
              return recorder.results.containsKey("a");
            });
    assertThat(recorder.results.get("a").outcome()).isEqualTo(Outcome.FAILED);
    assertThat(recorder.results.get("a").reason()).contains("its time was over");
    submit("b", "note", null, 0);
    ended("b");
    assertThat(recorder.results.get("b").outcome()).isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void aModuleWhoseActionsDoNotEndHoldsUpItselfOnly() {
    var end = new CountDownLatch(1);
    handlers.add(Recorder.handler("bad.hang", false, Duration.ofHours(1), note -> hang(end, note)));
    handlers.add(Recorder.handler("good.note", false, Duration.ofMinutes(1), this::note));
    for (int i = 0; i < 9; i++) {
      submit("bad" + i, "bad.hang", null, 5);
    }
    await().until(() -> recorder.started.size() == 4);
    submit("good", "good.note", null, 0);
    submit("own", "note", null, 0);
    ended("good");
    ended("own");
    assertThat(recorder.started).as("four of the module's at once").hasSize(6);
    end.countDown();
    ended("bad8");
  }

  private static ActionOutcome<Note> hang(CountDownLatch end, Note note) {
    while (end.getCount() > 0) {
      try {
        end.await();
      } catch (InterruptedException e) {
        // it does not care
      }
    }
    return ActionOutcome.succeeded(note);
  }

  @Test
  void withoutDiskNothingStartsAndTheAgentLives() throws IOException {
    Files.delete(directory);
    submit("a", "note", null, 0);
    ended("a");
    assertThat(recorder.results.get("a").outcome()).isEqualTo(Outcome.FAILED);
    assertThat(recorder.results.get("a").reason()).contains("Not started");
    assertThat(ran).isEmpty();
    Files.createDirectory(directory);
    submit("b", "note", null, 0);
    ended("b");
    assertThat(recorder.results.get("b").outcome()).isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void anErrorOfAHandlerIsAResult() {
    handlers.add(
        Recorder.handler(
            "broken",
            false,
            Duration.ofMinutes(1),
            note -> {
              throw new NoClassDefFoundError("gone");
            }));
    submit("a", "broken", null, 0);
    ended("a");
    assertThat(recorder.results.get("a").outcome()).isEqualTo(Outcome.FAILED);
    assertThat(recorder.results.get("a").reason()).contains("gone");
  }

  @Test
  void anInterruptedActionIsRepeatedOnlyIfThatDoesNoHarm() throws IOException {
    handlers.add(Recorder.handler("again", true, Duration.ofMinutes(1), this::note));
    var before = new Journal(directory);
    before.start(request("once", "note", null, 0), Instant.now());
    before.start(request("twice", "again", null, 0), Instant.now());
    before.start(request("gone", "of-a-module", null, 0), Instant.now());
    runner = runner();
    runner.resume();
    ended("once");
    ended("twice");
    ended("gone");
    assertThat(recorder.results.get("once").outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(recorder.results.get("once").reason()).contains("note cannot tell");
    assertThat(recorder.results.get("gone").outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(recorder.results.get("twice").outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(ran).containsExactly("twice");
  }

  private ActionRunner runner() {
    return new ActionRunner(new Journal(directory), handlers, () -> clock, recorder);
  }

  private ActionOutcome<Note> note(Note note) {
    ran.add(note.text());
    return ActionOutcome.succeeded(new Note("done " + note.text()));
  }

  private void submit(String id, String verb, @Nullable String lock, int priority) {
    runner.submit(request(id, verb, lock, priority));
  }

  private static ActionRequest request(
      String id, String verb, @Nullable String lock, int priority) {
    return new ActionRequest(id, verb, "{\"text\":\"" + id + "\"}", LATER, lock, priority);
  }

  private void ended(String id) {
    await().until(() -> recorder.results.containsKey(id));
  }
}
