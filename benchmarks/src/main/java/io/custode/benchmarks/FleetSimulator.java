// SPDX-License-Identifier: Apache-2.0
package io.custode.benchmarks;

import io.netty.channel.nio.NioEventLoopGroup;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Many agents in one process, phase after phase, so that the server's CPU time can be told apart:
 * enrolment, connecting, hello, inventory, metrics. All share the threads of one event loop group.
 */
public final class FleetSimulator {
  private final Options options;
  private final ServerProcess server;
  private final Tally tally = new Tally();

  private FleetSimulator(Options options) {
    this.options = options;
    this.server = new ServerProcess(options.pid());
  }

  /** See {@link Options#USAGE}. */
  public static void main(String[] arguments)
      throws IOException, GeneralSecurityException, InterruptedException {
    try {
      new FleetSimulator(Options.parse(arguments)).run();
    } catch (IllegalArgumentException e) {
      print(e.getMessage() + "\n" + Options.USAGE);
      System.exit(1);
    }
  }

  private void run() throws IOException, GeneralSecurityException, InterruptedException {
    var fleet = fleet();
    var loops = new NioEventLoopGroup(2);
    try {
      var agents = new ArrayList<SimulatedAgent>();
      for (int i = 0; i < fleet.size(); i++) {
        agents.add(new SimulatedAgent(fleet.get(i), tally, i, options, loops));
      }
      connect(agents);
      hello(agents);
      inventory(agents);
      metrics(agents);
      print("troubles: " + tally.troubles());
      agents.forEach(SimulatedAgent::leave);
      Thread.sleep(500);
    } finally {
      loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).await(5, TimeUnit.SECONDS);
    }
  }

  private List<Identity> fleet()
      throws IOException, GeneralSecurityException, InterruptedException {
    var file = options.fleet();
    if (file != null && Files.exists(file)) {
      var known = Identity.load(file);
      if (known.size() >= options.agents()) {
        return known.subList(0, options.agents());
      }
      throw new IllegalArgumentException("The fleet file has only " + known.size() + " agents");
    }
    double before = server.cpuMillis();
    long begun = System.nanoTime();
    var fleet = new Recruiter(options).recruit(options.agents());
    double seconds = (System.nanoTime() - begun) / 1e9;
    settle();
    print(
        "enrol: %d agents in %.1f s, server CPU %s ms each"
            .formatted(fleet.size(), seconds, each(server.cpuMillis() - before, fleet.size())));
    if (file != null) {
      Identity.save(file, fleet);
    }
    return fleet;
  }

  private void connect(List<SimulatedAgent> agents) throws IOException, InterruptedException {
    double before = server.cpuMillis();
    long begun = System.nanoTime();
    for (int i = 0; i < agents.size(); i++) {
      agents.get(i).connect();
      pace(begun, i + 1);
    }
    tally.await(tally::connectedCount, agents.size(), 120);
    double seconds = (System.nanoTime() - begun) / 1e9;
    settle();
    int many = tally.connectedCount();
    print(
        "connect: %d of %d in %.1f s, p50 %.0f ms, p99 %.0f ms, server CPU %s ms each, RSS %.0f MiB"
            .formatted(
                many,
                agents.size(),
                seconds,
                tally.connectMillis(0.5),
                tally.connectMillis(0.99),
                each(server.cpuMillis() - before, many),
                server.residentMebibytes()));
  }

  private void hello(List<SimulatedAgent> agents) throws IOException, InterruptedException {
    phase("hello", agents, SimulatedAgent::hello);
    if (!tally.await(tally::welcomedCount, tally.connectedCount(), 60)) {
      print("hello: only " + tally.welcomedCount() + " were welcomed");
    }
  }

  private void inventory(List<SimulatedAgent> agents) throws IOException, InterruptedException {
    phase("inventory", agents, SimulatedAgent::inventory);
  }

  private void phase(String name, List<SimulatedAgent> agents, Consumer<SimulatedAgent> what)
      throws IOException, InterruptedException {
    double before = server.cpuMillis();
    long begun = System.nanoTime();
    for (int i = 0; i < agents.size(); i++) {
      what.accept(agents.get(i));
      pace(begun, i + 1);
    }
    quiet();
    print(
        "%s: server CPU %s ms each, RSS %.0f MiB"
            .formatted(
                name,
                each(server.cpuMillis() - before, agents.size()),
                server.residentMebibytes()));
  }

  /** Spreads the agents over the interval, as a real fleet is. */
  private void metrics(List<SimulatedAgent> agents) throws IOException, InterruptedException {
    int interval = options.metrics() > 0 ? options.metrics() : tally.metricSeconds();
    double before = server.cpuMillis();
    long begun = System.nanoTime();
    long end = begun + seconds() * 1_000_000_000L;
    var over = over();
    double perSecond = agents.size() / (double) interval;
    var storms = new Storms(agents, options.storm());
    for (long sent = 0; System.nanoTime() < end && !over.isDone(); sent++) {
      agents.get((int) (sent % agents.size())).metrics();
      storms.look();
      long next = begun + (long) ((sent + 1) / perSecond * 1e9);
      sleepUntil(Math.min(next, end));
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    rest(agents);
    double cpu = server.cpuMillis() - before;
    print(
        "metrics: %d batches of %d in %.0f s (%.1f/s), %d acknowledged, server CPU %s ms each (%.1f %% of a core), RSS %.0f MiB"
            .formatted(
                tally.measuredCount(),
                options.values(),
                seconds,
                tally.measuredCount() / seconds,
                tally.acknowledgedCount(),
                each(cpu, tally.measuredCount()),
                cpu / seconds / 10,
                server.residentMebibytes()));
  }

  /** What is not acknowledged yet is said until it is, as real agents do. */
  private void rest(List<SimulatedAgent> agents) throws InterruptedException {
    for (int i = 0; i < 12; i++) {
      if (tally.await(tally::acknowledgedCount, tally.measuredCount(), 10)) {
        return;
      }
      agents.forEach(SimulatedAgent::repeat);
    }
  }

  private long seconds() {
    return options.seconds() > 0 ? options.seconds() : TimeUnit.DAYS.toSeconds(30);
  }

  /** Done when standard input ends, if that is what ends it. */
  private CompletableFuture<Boolean> over() {
    var over = new CompletableFuture<Boolean>();
    if (options.seconds() == 0) {
      var reader =
          new Thread(
              () -> {
                try {
                  System.in.transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                  print("standard input: " + e);
                }
                over.complete(true);
              },
              "standard-input");
      reader.setDaemon(true);
      reader.start();
    }
    return over;
  }

  private void pace(long begun, int done) throws InterruptedException {
    sleepUntil(begun + done * 1_000_000_000L / Math.max(1, options.ramp()));
  }

  private static void sleepUntil(long nanos) throws InterruptedException {
    long left = nanos - System.nanoTime();
    if (left > 0) {
      TimeUnit.NANOSECONDS.sleep(left);
    }
  }

  /** What follows from what was just done is to be counted too. */
  private void settle() throws InterruptedException {
    TimeUnit.SECONDS.sleep(server.known() ? 3 : 0);
  }

  /** Waits until the server has little to do, or half a minute. */
  private void quiet() throws IOException, InterruptedException {
    if (!server.known()) {
      return;
    }
    settle();
    for (int i = 0; i < 15; i++) {
      double before = server.cpuMillis();
      TimeUnit.SECONDS.sleep(2);
      if (server.cpuMillis() - before < 300) {
        return;
      }
    }
  }

  private static String each(double cpu, int many) {
    return Double.isNaN(cpu) || many == 0 ? "?" : String.format(Locale.ROOT, "%.2f", cpu / many);
  }

  private static void print(String line) {
    System.out.println(line);
  }
}
