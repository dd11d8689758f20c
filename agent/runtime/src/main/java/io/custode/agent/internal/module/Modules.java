// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.module;

import io.custode.agent.api.EventSink;
import io.custode.agent.api.Settings;
import io.custode.agent.internal.action.HandlerRegistry;
import io.custode.agent.internal.identity.AgentPort;
import io.custode.agent.internal.identity.Identity;
import io.custode.agent.internal.machine.MetricSources;
import io.custode.agent.internal.store.AgentHome;
import io.custode.agent.internal.store.DurableFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Puts the parts of module loading together. */
public final class Modules {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ModuleFramework framework;
  private final ModuleLoader loader;

  /**
   * @param bundles what lies beside the agent for modules
   */
  public Modules(
      AgentHome home,
      Path bundles,
      Supplier<Identity> identity,
      Supplier<Optional<Instant>> platformClock,
      HandlerRegistry handlers,
      MetricSources metrics,
      EventSink events)
      throws IOException {
    var data = home.directory("data");
    var services =
        new ModuleFramework.Services(
            handlers,
            metrics,
            events,
            name -> new ModuleSettings(identity.get().agent(), data.resolve(name), platformClock));
    framework = new ModuleFramework(home.path().resolve("framework"), bundles, services, PATIENCE);
    var store = new ModuleStore(home.directory("modules"), () -> identity.get().authorities());
    loader =
        new ModuleLoader(
            store,
            framework,
            path -> open(identity.get(), path),
            platformClock,
            new MemoryWatch(framework, OldGeneration::isFull));
  }

  private static InputStream open(Identity identity, String path) throws IOException {
    try {
      return AgentPort.of(identity).get(path);
    } catch (GeneralSecurityException e) {
      throw new IOException("No TLS: " + e.getMessage(), e);
    }
  }

  public ModuleLoader loader() {
    return loader;
  }

  public void stop() {
    loader.stopped();
    framework.stop();
  }

  private record ModuleSettings(
      String agentId, Path directory, Supplier<Optional<Instant>> platformClock)
      implements Settings {
    @Override
    public Path data() {
      try {
        return DurableFile.privateDirectory(directory);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Optional<Instant> platformTime() {
      return platformClock.get();
    }
  }
}
