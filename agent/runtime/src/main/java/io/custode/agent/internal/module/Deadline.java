// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.module;

import io.custode.agent.internal.Log;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/**
 * Has bundles do what calls their code, each on a thread of its own: one that does not come to an
 * end is interrupted, and left behind if that does not help.
 */
final class Deadline {
  private static final Log LOG = Log.of("modules");
  private static final Duration GRACE = Duration.ofSeconds(5);

  /** A start, or a stop. */
  @FunctionalInterface
  interface Work {
    void run() throws BundleException;
  }

  private final Duration limit;
  private final Set<Bundle> leftBehind = ConcurrentHashMap.newKeySet();

  Deadline(Duration limit) {
    this.limit = limit;
  }

  /**
   * @throws IOException if it is late, with where it was
   */
  void run(Bundle bundle, Work work) throws BundleException, IOException {
    var task =
        new FutureTask<>(
            () -> {
              work.run();
              return null;
            });
    var thread = new Thread(() -> runOrGo(bundle, task), "module " + bundle.getSymbolicName());
    thread.setDaemon(true);
    ModuleThreads.belongs(thread, bundle);
    thread.start();
    try {
      task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      var where = where(bundle, thread);
      end(bundle, thread, task);
      throw new IOException(
          "that took more than "
              + limit.toSeconds()
              + " s"
              + where
              + ". What takes longer belongs on a thread of the module's own.");
    } catch (ExecutionException e) {
      throw failed(Objects.requireNonNullElse(e.getCause(), e));
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new IOException("the agent stops", e);
    }
  }

  private void runOrGo(Bundle bundle, FutureTask<?> task) {
    task.run();
    if (leftBehind.contains(bundle)) {
      try {
        bundle.uninstall(); // nobody waits for it any more
      } catch (BundleException | RuntimeException e) {
        LOG.warn("Module " + bundle.getSymbolicName() + " did not go in order", e);
      }
      leftBehind.remove(bundle);
    }
  }

  private void end(Bundle bundle, Thread thread, FutureTask<?> task) {
    thread.interrupt();
    try {
      task.get(Math.min(GRACE.toMillis(), limit.toMillis()), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      leftBehind.add(bundle);
      if (task.isDone()) { // just now
        leftBehind.remove(bundle);
        return;
      }
      LOG.warn(
          "Module "
              + bundle.getSymbolicName()
              + ' '
              + bundle.getVersion()
              + " cannot be ended; a thread of it goes on until the agent is started again");
    } catch (ExecutionException e) {
      LOG.warn("Module " + bundle.getSymbolicName() + " was interrupted", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static IOException failed(Throwable why) throws BundleException {
    if (why instanceof BundleException e) {
      throw e;
    }
    if (why instanceof RuntimeException e) {
      throw e;
    }
    return new IOException(Log.reason(why), why);
  }

  private static String where(Bundle bundle, Thread thread) {
    return Arrays.stream(thread.getStackTrace())
        .filter(frame -> ModuleThreads.has(bundle, frame))
        .findFirst()
        .map(frame -> "; it was in " + frame.getClassName() + '.' + frame.getMethodName())
        .orElse("");
  }

  /** Whether it does not come to an end: the framework would wait for it for ever. */
  boolean leftBehind(Bundle bundle) {
    return leftBehind.contains(bundle);
  }

  boolean anyLeftBehind() {
    return !leftBehind.isEmpty();
  }
}
