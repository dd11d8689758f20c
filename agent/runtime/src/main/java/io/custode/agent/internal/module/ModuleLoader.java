// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.module;

import io.custode.agent.internal.Log;
import io.custode.agent.protocol.Message.ModuleOffer;
import io.custode.agent.protocol.ModuleDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/**
 * Takes the modules that the platform offers, one at a time: checks who vouches for it, fetches it,
 * checks it, has it run, and only then makes it the one that starts next time.
 */
public final class ModuleLoader implements Runnable {
  private static final Log LOG = Log.of("modules");
  private static final int OFFERS = 64;

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
     * @throws IOException if it does not start; the one before runs on
     */
    void start(ModuleStore.Kept module) throws IOException;
  }

  private final ModuleStore store;
  private final Runtime runtime;
  private final Source source;
  private final Supplier<Optional<Instant>> platformClock;
  private final LinkedBlockingQueue<ModuleOffer> offers = new LinkedBlockingQueue<>(OFFERS);

  ModuleLoader(
      ModuleStore store,
      Runtime runtime,
      Source source,
      Supplier<Optional<Instant>> platformClock) {
    this.store = store;
    this.runtime = runtime;
    this.source = source;
    this.platformClock = platformClock;
  }

  /** Before anything else: what was there at the last stop. */
  public void startKept() {
    for (var module : store.all()) {
      try {
        runtime.start(module);
        LOG.info("Module " + name(module.descriptor()) + " runs");
      } catch (IOException e) {
        LOG.warn("Module " + name(module.descriptor()) + " does not start", e);
      }
    }
  }

  public void offer(ModuleOffer offer) {
    if (!offers.offer(offer)) {
      LOG.warn("Too many modules are offered at once; the platform will offer again");
    }
  }

  @Override
  public void run() {
    try {
      while (true) {
        take(offers.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the agent stops
    }
  }

  void take(ModuleOffer offer) {
    try {
      var descriptor = store.check(offer.descriptor(), offer.signature());
      try {
        take(descriptor, new ModuleStore.Vouched(offer.descriptor(), offer.signature()));
      } catch (IOException | RuntimeException | LinkageError e) {
        LOG.warn("Module " + name(descriptor) + " is not taken", e);
      }
    } catch (IOException e) {
      LOG.warn("A module is not taken", e);
    }
  }

  private void take(ModuleDescriptor descriptor, ModuleStore.Vouched vouched) throws IOException {
    long last = store.counter(descriptor.id());
    var kept = store.of(descriptor.id());
    if (kept.isPresent() && kept.get().descriptor().equals(descriptor)) {
      // offered again; maybe signed by another authority, which will be the only one soon
      store.vouchAgain(descriptor.id(), vouched);
      return;
    }
    boolean jarIsGone = kept.isEmpty() && descriptor.counter() == last;
    if (descriptor.counter() <= last && !jarIsGone) {
      throw new IOException("it is older than what was here (" + last + ")");
    }
    var now = platformClock.get();
    if (now.isEmpty() || !now.get().isBefore(descriptor.expires())) {
      throw new IOException("the offer has expired");
    }
    try (var in = source.open("/modules/" + descriptor.id() + '/' + descriptor.version())) {
      var jar = store.keepJar(descriptor, in);
      runtime.start(new ModuleStore.Kept(descriptor, jar));
      store.makeCurrent(descriptor, vouched);
    }
    LOG.info("Module " + name(descriptor) + " runs");
  }

  private static String name(ModuleDescriptor descriptor) {
    return descriptor.id() + ' ' + descriptor.version();
  }
}
