// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.agent;

import io.custode.agent.api.ActionContext;
import io.custode.agent.api.ActionHandler;
import io.custode.agent.api.ActionOutcome;
import io.custode.agent.api.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The component of the endpoint module that a test's plugin brings; it tells its version. On a
 * machine where its directory has a file of that version's name it {@code hangs} or {@code fills}
 * the memory, as the file says.
 */
public final class Echo implements ActionHandler<Echo.Said, Echo.Heard> {
  /** A megabyte and more a second, in pieces. */
  private static final int PIECE = 64 << 10;

  private static final int PAUSE_MILLIS = 50;

  private static final Queue<byte[]> KEPT = new ConcurrentLinkedQueue<>();

  private final ScheduledExecutorService beside = Executors.newSingleThreadScheduledExecutor();

  /**
   * What is said; {@code crash} ends a thread of the module, {@code leak} fills the memory until it
   * is interrupted, {@code leak-beside} has a thread do so until the module is stopped.
   */
  public record Said(String text) {}

  /** What was heard, and by which version. */
  public record Heard(String text, String version) {}

  /** Does not if the module says so. */
  public Echo(Settings settings) throws IOException, InterruptedException {
    if (Echo.class.getResource("/broken.txt") != null) {
      throw new IllegalStateException("broken on purpose");
    }
    var file = settings.data().resolve(version());
    var bad = Files.exists(file) ? Files.readString(file) : "";
    if (bad.equals("hangs")) {
      new CountDownLatch(1).await();
    }
    while (bad.equals("fills")) {
      KEPT.add(new byte[PIECE]);
    }
  }

  private static String version() throws IOException {
    try (var in = Echo.class.getResourceAsStream("/version.txt")) {
      return new String(in.readAllBytes());
    }
  }

  /** By Declarative Services. */
  public void stop() {
    beside.shutdownNow();
  }

  @Override
  public String verb() {
    return "echoes.say";
  }

  @Override
  public Class<Said> input() {
    return Said.class;
  }

  @Override
  public ActionOutcome<Heard> run(Said said, ActionContext context)
      throws IOException, InterruptedException {
    switch (said.text()) {
      case "crash" -> new Thread(Echo::crash).start();
      case "leak" -> leak();
      case "leak-beside" ->
          beside.scheduleAtFixedRate(
              () -> KEPT.add(new byte[PIECE]), 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
      default -> {} // it is said
    }
    return ActionOutcome.succeeded(new Heard(said.text(), version()));
  }

  private static void leak() throws InterruptedException {
    while (true) {
      KEPT.add(new byte[PIECE]);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  private static void crash() {
    throw new IllegalStateException("crashed on purpose");
  }
}
