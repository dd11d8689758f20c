// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal;

import io.custode.agent.internal.action.ActionRunner;
import io.custode.agent.internal.action.HandlerRegistry;
import io.custode.agent.internal.action.Journal;
import io.custode.agent.internal.handler.Probe;
import io.custode.agent.internal.handler.RunScript;
import io.custode.agent.internal.identity.CurrentIdentity;
import io.custode.agent.internal.link.Link;
import io.custode.agent.internal.link.Outbound;
import io.custode.agent.internal.link.PlatformClock;
import io.custode.agent.internal.machine.Machine;
import io.custode.agent.internal.machine.MetricBuffer;
import io.custode.agent.internal.machine.MetricSources;
import io.custode.agent.internal.machine.Sampler;
import io.custode.agent.internal.module.Modules;
import io.custode.agent.internal.store.AgentHome;
import io.custode.agent.internal.upgrade.Program;
import io.custode.agent.internal.upgrade.UpgradeAgent;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Objects;

/** The running agent: its parts, put together here and nowhere else. */
final class Agent {
  private static final Log LOG = Log.of("agent");
  private static final int STOP_SECONDS = 5;
  private static final String PROGRAM = "program";

  private final FileChannel lock;
  private final Link link;
  private final ActionRunner runner;
  private final Sampler sampler;
  private final Modules modules;
  private final Thread linkThread;

  private Agent(AgentHome home, FileChannel lock) throws IOException {
    this.lock = lock;
    var identity = new CurrentIdentity(home);
    var clock = new PlatformClock();
    var outbound = new Outbound();
    var handlers = new HandlerRegistry();
    handlers.add(new RunScript(home.directory("work")));
    handlers.add(new Probe());
    var journal = new Journal(home.directory("actions"));
    runner = new ActionRunner(journal, handlers, clock::now, outbound);
    var machine = Machine.current();
    var sources = new MetricSources(machine);
    var metrics = new MetricBuffer();
    sampler = new Sampler(machine, sources, metrics);
    modules =
        new Modules(home, bundles(), identity::get, clock::now, handlers, sources, sampler::look);
    var program = new Program(home.directory(PROGRAM));
    handlers.add(
        new UpgradeAgent(
            new UpgradeAgent.Self(
                Main.version(), launched(home), () -> identity.get().authorities()),
            program,
            identity::get,
            clock::now,
            runner,
            Agent::restart));
    var installed = Objects.requireNonNullElse(System.getenv("CUSTODE_AGENT_INSTALLED"), "");
    link =
        new Link(
            identity,
            new Link.Parts(
                clock,
                journal,
                runner,
                metrics,
                sampler,
                modules.loader(),
                () -> program.welcomed(Main.version(), installed)),
            outbound,
            Main.version(),
            Long.toHexString(new SecureRandom().nextLong()));
    linkThread = new Thread(link, "link");
  }

  /**
   * @throws IOException if it is not enrolled, or another agent runs in this home
   */
  static Agent start(AgentHome home) throws IOException {
    var agent = new Agent(home, home.lock());
    agent.start();
    return agent;
  }

  private void start() {
    LOG.info("Version " + Main.version() + ", agent " + link.identity().agent());
    Thread.setDefaultUncaughtExceptionHandler(this::threadEnded);
    modules.loader().startKept();
    runner.resume();
    daemon(sampler, "machine");
    daemon(modules.loader(), "modules");
    linkThread.start();
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
  }

  private void threadEnded(Thread thread, Throwable thrown) {
    LOG.warn("The thread " + thread.getName() + " ended", thrown);
    modules.loader().threw(thrown);
  }

  private static void daemon(Runnable work, String name) {
    var thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  void awaitStop() {
    try {
      linkThread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stop() {
    runner.stop();
    sampler.stop();
    try {
      for (int i = 0; i < 10 * STOP_SECONDS && !runner.quiet(); i++) {
        Thread.sleep(100); // results of what was interrupted may still go out
      }
      link.stop();
      linkThread.join(1000L * STOP_SECONDS);
      modules.stop();
      lock.close();
    } catch (InterruptedException | IOException e) {
      LOG.warn("Stopped untidily", e);
    }
    LOG.info("Stopped");
  }

  /** Whether the launcher looks for the next version where this agent puts it. */
  private static boolean launched(AgentHome home) {
    var looksIn = System.getenv("CUSTODE_AGENT_PROGRAM");
    return looksIn != null
        && Path.of(looksIn).toAbsolutePath().normalize().equals(home.path().resolve(PROGRAM));
  }

  /** In order, from a thread that nothing waits for. */
  private static void restart() {
    new Thread(() -> System.exit(Main.RESTART), "restart").start();
  }

  /** Where the distribution puts the bundles that modules need. */
  private static Path bundles() {
    return Path.of(System.getProperty("custode.agent.bundles", "lib/osgi"));
  }
}
