// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.gate;

import io.custode.api.error.Problem;
import io.custode.api.plugin.PluginId;
import io.custode.core.call.PluginCalls;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Calls plugins on other threads, for so long at most; whoever is late goes on. */
final class OwnThreads implements PluginCalls {
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            var thread = new Thread(work, "plugin");
            thread.setDaemon(true);
            return thread;
          });
  private final People people;
  final AtomicInteger failed = new AtomicInteger();
  volatile Duration longest = Duration.ofSeconds(20);

  OwnThreads(People people) {
    this.people = people;
  }

  @Override
  public <T> T call(PluginId plugin, Callable<T> work) throws Exception {
    var carried = people.carried(work);
    try {
      return threads.submit(carried).get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new Problem(Problem.Kind.UNAVAILABLE, "plugin-too-slow", "It is late.", "Wait.");
    } catch (ExecutionException e) {
      failed.incrementAndGet();
      throw e.getCause() instanceof Exception failure ? failure : e;
    }
  }

  @Override
  public <S> S guarded(Class<S> spi, S service) {
    return service;
  }

  @Override
  public <S> S guarded(Class<S> spi, S service, Duration atMost) {
    return service;
  }
}
