// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.module;

import io.custode.agent.internal.Log;
import io.custode.agent.protocol.Message.ModuleOffer;
import io.custode.agent.protocol.Message.ModuleRelease;
import io.custode.agent.protocol.Message.ModuleWithdrawal;
import io.custode.agent.protocol.ModuleDescriptor;
import io.custode.agent.protocol.ModuleState;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Takes the modules that the platform offers, one at a time: checks who vouches for it, fetches it,
 * checks it, has it run, and only then makes it the one that starts next time. One that crashes is
 * started again; the third time within a day it is held back until it is released or replaced.
 */
public final class ModuleLoader implements Runnable {
  private static final Log LOG = Log.of("modules");
  private static final int TASKS = 256;
  private static final int TRIES = 5;
  private static final Duration AGAIN = Duration.ofSeconds(5);

  /** If the agent ends without being told to that soon after a start, it died of it. */
  private static final Duration PROBATION = Duration.ofSeconds(60);

  /** Where jars come from. */
  @FunctionalInterface
  public interface Source {
    InputStream open(String path) throws IOException;
  }

  /** What runs modules. */
  interface Runtime {
    /**
     * Starts it, in place of the one of the same id.
     *
     * @throws Unresolved if something else has to be there first; that is no crash
     * @throws IOException if it does not start; the one before runs on
     */
    void start(ModuleStore.Kept module) throws IOException;

    void stop(String id);

    /** The module whose code is on it. */
    Optional<String> owner(StackTraceElement[] stack);

    /** The module that it works for, or that began it. */
    Optional<String> owner(Thread thread);
  }

  /** A module lacks what another one brings. */
  static final class Unresolved extends IOException {
    private static final long serialVersionUID = 1;

    Unresolved(String message) {
      super(message);
    }
  }

  /** The server was busy or away. */
  private static final class NotFetched extends IOException {
    private static final long serialVersionUID = 1;

    NotFetched(IOException cause) {
      super("it could not be fetched: " + Log.reason(cause), cause);
    }
  }

  /** What is tried again, and when at the earliest. */
  private record Again(ModuleStore.Vouched vouched, int times, long nanos) {}

  private final ModuleStore store;
  private final Runtime runtime;
  private final Source source;
  private final Supplier<Optional<Instant>> platformClock;
  private final MemoryWatch memory;
  private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>(TASKS);
  private final Map<String, String> running = new HashMap<>();
  private final Map<String, Again> again = new HashMap<>();
  private final Map<String, Long> onProbation = new ConcurrentHashMap<>();
  private volatile List<ModuleState> states = List.of();
  private volatile boolean stopping;

  ModuleLoader(
      ModuleStore store,
      Runtime runtime,
      Source source,
      Supplier<Optional<Instant>> platformClock,
      MemoryWatch memory) {
    this.store = store;
    this.runtime = runtime;
    this.source = source;
    this.platformClock = platformClock;
    this.memory = memory;
  }

  /** Before anything else: what was there at the last stop. */
  public void startKept() {
    store.diedStarting(Instant.now()).forEach(each -> LOG.warn("The agent died of " + each));
    var waiting = new ArrayList<>(store.all());
    waiting.sort(Comparator.comparing(module -> isSuspect(module.descriptor())));
    // one may need what another brings
    for (int before = waiting.size() + 1; !waiting.isEmpty() && waiting.size() < before; ) {
      before = waiting.size();
      waiting.removeIf(module -> !isHeld(module.descriptor()) && !needsAnother(module));
      waiting.removeIf(module -> isHeld(module.descriptor()));
    }
    waiting.forEach(
        module -> LOG.warn("Module " + name(module.descriptor()) + " lacks what another brings"));
    publish();
  }

  private boolean needsAnother(ModuleStore.Kept module) {
    if (waits(module.descriptor())) {
      later(module.vouched(), 0);
      return false;
    }
    try {
      start(module);
    } catch (Unresolved e) {
      return true;
    } catch (IOException | RuntimeException | LinkageError e) {
      LOG.warn("Module " + name(module.descriptor()) + " does not start", e);
      store.of(module.descriptor().id()).ifPresent(kept -> later(kept.vouched(), 0));
    }
    return false;
  }

  /** How all modules are; the same list as long as nothing changed. */
  public List<ModuleState> states() {
    return states;
  }

  public void offer(ModuleOffer offer) {
    queue(() -> take(offer));
  }

  public void withdraw(ModuleWithdrawal withdrawal) {
    queue(() -> take(withdrawal));
  }

  public void release(ModuleRelease release) {
    queue(() -> take(release));
  }

  /** A thread ended by that; if it was a module's, the module has crashed. */
  public void threw(Throwable thrown) {
    runtime
        .owner(thrown.getStackTrace())
        .ifPresent(id -> queue(() -> crashed(id, "A thread of it ended: " + Log.reason(thrown))));
  }

  private void queue(Runnable task) {
    if (!tasks.offer(task)) {
      LOG.warn("Too much is to be done with modules at once; the platform will say it again");
    }
  }

  @Override
  public void run() {
    try {
      while (true) {
        var task = tasks.poll(1, TimeUnit.SECONDS);
        if (task != null) {
          task.run();
        }
        tryAgain(System.nanoTime());
        lookAtMemory(System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the agent stops
    }
  }

  void take(ModuleOffer offer) {
    take(new ModuleStore.Vouched(offer.descriptor(), offer.signature()), 0);
  }

  private void take(ModuleStore.Vouched vouched, int times) {
    try {
      var descriptor = store.check(vouched.descriptor(), vouched.signature());
      again.remove(descriptor.id());
      if (waits(descriptor)) {
        later(vouched, times);
        return;
      }
      try {
        take(descriptor, vouched);
      } catch (IOException | RuntimeException | LinkageError e) {
        LOG.warn("Module " + name(descriptor) + " is not taken", e);
        boolean crashed =
            !isHeld(descriptor) && store.crashes(descriptor).crashes() > 0; // of the start
        boolean passes = e instanceof NotFetched || e instanceof Unresolved;
        if (crashed || (passes && times < TRIES)) {
          later(vouched, times + 1);
        }
      }
    } catch (IOException e) {
      LOG.warn("A module is not taken", e);
    }
    publish();
  }

  private void take(ModuleDescriptor descriptor, ModuleStore.Vouched vouched) throws IOException {
    long last = store.counter(descriptor.id());
    var kept = store.of(descriptor.id());
    if (kept.isPresent()
        && kept.get().descriptor().sha256().equals(descriptor.sha256())
        && descriptor.counter() >= last) {
      if (descriptor.counter() > last) {
        store.makeCurrent(descriptor, vouched); // back to it from another one
      } else {
        // offered again; maybe signed by another authority, which will be the only one soon
        store.vouchAgain(descriptor.id(), vouched);
      }
      if (!descriptor.sha256().equals(running.get(descriptor.id())) && !isHeld(descriptor)) {
        start(kept.get());
      }
      return;
    }
    boolean jarIsGone = kept.isEmpty() && descriptor.counter() == last && !store.ended(descriptor);
    if (descriptor.counter() <= last && !jarIsGone) {
      throw new IOException("it is older than what was here (" + last + ")");
    }
    requireFresh(descriptor.expires());
    if (kept.isPresent() && !kept.get().descriptor().publisher().equals(descriptor.publisher())) {
      throw new IOException("it is by another publisher than the one before");
    }
    if (isHeld(descriptor)) {
      return;
    }
    var module = fetch(descriptor, vouched);
    start(module);
    store.makeCurrent(descriptor, vouched);
  }

  private void requireFresh(Instant expires) throws IOException {
    var now = platformClock.get();
    if (now.isEmpty() || !now.get().isBefore(expires)) {
      throw new IOException("the offer has expired");
    }
  }

  private ModuleStore.Kept fetch(ModuleDescriptor descriptor, ModuleStore.Vouched vouched)
      throws IOException {
    InputStream opened;
    try {
      opened = source.open("/modules/" + descriptor.id() + '/' + descriptor.version());
    } catch (IOException e) {
      throw new NotFetched(e);
    }
    try (var in = opened) {
      return new ModuleStore.Kept(descriptor, store.keepJar(descriptor, in), vouched);
    }
  }

  /** That it starts is written down before: if the agent dies of it, the next one knows why. */
  private void start(ModuleStore.Kept module) throws IOException {
    var descriptor = module.descriptor();
    if (stopping) {
      throw new Unresolved("the agent stops");
    }
    var id = descriptor.id();
    var before = store.crashes(descriptor);
    store.write(id, before.starting(true));
    var since = onProbation.put(id, System.nanoTime());
    try {
      runtime.start(module);
      running.put(id, descriptor.sha256());
      LOG.info("Module " + name(descriptor) + " runs");
    } catch (IOException | RuntimeException | LinkageError e) {
      if (since == null) {
        onProbation.remove(id);
      } else {
        onProbation.put(id, since); // of the one before, which runs on
      }
      if (e instanceof Unresolved || stopping) {
        store.write(id, before);
      } else {
        note(id, before, "It did not start: " + why(e));
      }
      throw e;
    }
  }

  private static String why(Throwable e) {
    var message = e.getMessage();
    return message != null && e instanceof IOException && e.getCause() == null
        ? message
        : Log.reason(e);
  }

  private CrashLog note(String id, CrashLog before, String why) throws IOException {
    var after = before.crashed(why, Instant.now());
    store.write(id, after);
    LOG.warn("Module " + id + ' ' + after.version() + " crashed " + after.crashes() + " times");
    if (after.held()) {
      LOG.warn("Module " + id + ' ' + after.version() + " is held back from now on");
    }
    return after;
  }

  /** It ran, and does not any more: it begins anew, or not at all. */
  void crashed(String id, String why) {
    var kept = store.of(id);
    if (kept.isEmpty() || !kept.get().descriptor().sha256().equals(running.remove(id))) {
      return;
    }
    onProbation.remove(id);
    runtime.stop(id);
    try {
      if (!note(id, store.crashes(kept.get().descriptor()), why).held()) {
        later(kept.get().vouched(), 0);
      }
    } catch (IOException e) {
      LOG.warn("The crash of module " + id + " could not be noted", e);
    }
    publish();
  }

  /** While none runs, nothing is looked at: the memory is the agent's own. */
  void lookAtMemory(long nanos) {
    if (!running.isEmpty()) {
      memory
          .look(nanos)
          .ifPresent(
              most -> {
                most.interrupt();
                crashed(most.module(), most.reason());
                most.release();
              });
    }
  }

  void take(ModuleWithdrawal withdrawal) {
    try {
      var end = store.checkEnd(withdrawal.descriptor(), withdrawal.signature());
      requireFresh(end.expires());
      if (end.counter() <= store.counter(end.id())) {
        throw new IOException("it is older than what was here");
      }
      again.remove(end.id());
      onProbation.remove(end.id());
      runtime.stop(end.id());
      running.remove(end.id());
      store.end(end.id(), new ModuleStore.Vouched(withdrawal.descriptor(), withdrawal.signature()));
      LOG.info("Module " + end.id() + " was taken out");
    } catch (IOException e) {
      LOG.warn("A module is not taken out", e);
    }
    publish();
  }

  void take(ModuleRelease release) {
    try {
      var log = store.crashes(release.id(), release.sha256());
      if (log.isEmpty() || !log.get().held() || log.get().hold() != release.hold()) {
        return; // of another time
      }
      store.write(release.id(), log.get().released());
      LOG.info("Module " + release.id() + ' ' + log.get().version() + " is tried again");
      store
          .of(release.id())
          .filter(kept -> kept.descriptor().sha256().equals(release.sha256()))
          .ifPresent(kept -> take(kept.vouched(), 0));
    } catch (IOException e) {
      LOG.warn("A module is not released", e);
    }
    publish(); // the platform offers it, if it is not the one that is here
  }

  private void later(ModuleStore.Vouched vouched, int times) {
    try {
      var id = store.check(vouched.descriptor(), vouched.signature()).id();
      long pause = AGAIN.toNanos() + ThreadLocalRandom.current().nextLong(AGAIN.toNanos());
      again.put(id, new Again(vouched, times, System.nanoTime() + pause * (times + 1)));
    } catch (IOException e) {
      LOG.warn("A module is not tried again", e);
    }
  }

  /** The agent stops, as it was told to: nothing died. */
  void stopped() {
    stopping = true;
    settle(Long.MAX_VALUE);
  }

  /** What has run for so long did not kill the agent by its start. */
  private void settle(long startedBefore) {
    for (var each : onProbation.entrySet()) {
      if (each.getValue() <= startedBefore) {
        onProbation.remove(each.getKey());
        try {
          store.started(each.getKey());
        } catch (IOException e) {
          LOG.warn("That module " + each.getKey() + " started well is not noted", e);
        }
      }
    }
  }

  void tryAgain(long nanos) {
    settle(nanos - PROBATION.toNanos());
    for (var each : List.copyOf(again.values())) {
      if (nanos - each.nanos() >= 0) {
        take(each.vouched(), each.times());
      }
    }
  }

  /** If the agent dies of one that crashed of late, no other is to be on probation with it. */
  private boolean waits(ModuleDescriptor descriptor) {
    boolean runs = descriptor.sha256().equals(running.get(descriptor.id()));
    return !runs && !onProbation.isEmpty() && isSuspect(descriptor) && !isHeld(descriptor);
  }

  private boolean isSuspect(ModuleDescriptor descriptor) {
    return store.crashes(descriptor).lately(Instant.now());
  }

  private boolean isHeld(ModuleDescriptor descriptor) {
    return store.crashes(descriptor).held();
  }

  private void publish() {
    var now = store.states(Map.copyOf(running));
    if (!now.equals(states)) {
      states = now;
    }
  }

  private static String name(ModuleDescriptor descriptor) {
    return descriptor.id() + ' ' + descriptor.version();
  }
}
