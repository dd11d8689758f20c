// SPDX-License-Identifier: Apache-2.0
package io.custode.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Waits until a server that was just started is healthy and says where it is; at first start also
 * the administrator's password, once. Arguments: home, process id, console file, seconds, and
 * {@code keep-password} if what is printed goes into a log.
 */
public final class Ready {
  private static final Duration PAUSE = Duration.ofMillis(100);

  // a broker that answers is found sooner
  private static final Duration BROKER = Duration.ofSeconds(5);

  private static final Duration STOP = Duration.ofSeconds(30);

  private final Home home;
  private final Health health;
  private final long pid;
  private final Path console;

  Ready(Home home, long pid, Path console) {
    this.home = home;
    this.health = new Health(home);
    this.pid = pid;
    this.console = console;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    try {
      Home home = Home.open(Path.of(args[0]));
      var wait = new Ready(home, Long.parseLong(args[1]), Path.of(args[2]));
      boolean healthy = wait.await(Duration.ofSeconds(Long.parseLong(args[3])));
      wait.welcome(args.length > 4);
      if (!healthy) {
        wait.brokerAway();
      }
    } catch (Refused e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  /**
   * An external broker learns from the running platform whom to let in (msp:broker-setup), so a
   * platform that waits for nothing else has started.
   *
   * @return whether all of it is up
   */
  boolean await(Duration most) throws IOException, InterruptedException {
    Instant end = Instant.now().plus(most);
    Instant complete = Instant.MAX;
    while (true) {
      Health.State state = health.state();
      Instant now = Instant.now();
      if (state.up()) {
        return true;
      }
      if (home.broker().isEmpty() || !state.down().equals(Set.of("broker"))) {
        complete = Instant.MAX;
      } else if (complete.equals(Instant.MAX)) {
        complete = now;
      } else if (now.isAfter(complete.plus(BROKER))) {
        return false;
      }
      if (!alive(pid)) {
        throw new Refused(lastWords(console));
      }
      Trouble trouble = Trouble.of(home);
      if (trouble.unfit()) {
        stop();
        throw new Refused("The database cannot be used: " + trouble.reason());
      }
      if (now.isAfter(end)) {
        throw notHealthy(most, state, trouble);
      }
      Thread.sleep(PAUSE.toMillis());
    }
  }

  private Refused notHealthy(Duration waited, Health.State state, Trouble trouble) {
    var why = new StringBuilder();
    if (!state.down().isEmpty()) {
      why.append(" (down: ").append(String.join(", ", state.down())).append(')');
    }
    if (!trouble.reason().isEmpty()) {
      why.append(", as the database cannot be used: ").append(trouble.reason());
    }
    return new Refused(
        "Custode runs (process %d) but is not healthy after %d seconds%s; see %s and %s/health."
            .formatted(
                pid, waited.toSeconds(), why, console.resolveSibling("custode.log"), health.url()));
  }

  /** The next start must not meet this one. */
  private void stop() throws IOException, InterruptedException {
    var process = ProcessHandle.of(pid);
    process.ifPresent(ProcessHandle::destroy);
    Instant end = Instant.now().plus(STOP);
    while (alive(pid) && Instant.now().isBefore(end)) {
      Thread.sleep(PAUSE.toMillis());
    }
    process.ifPresent(ProcessHandle::destroyForcibly);
  }

  /** A process that ended but was not waited for still has an entry, in state Z. */
  static boolean alive(long pid) throws IOException {
    Path stat = Path.of("/proc/" + pid + "/stat");
    if (Files.exists(stat)) {
      String text = Files.readString(stat);
      return !text.startsWith("Z", text.lastIndexOf(')') + 2);
    }
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }

  private static String lastWords(Path console) throws IOException {
    List<String> lines =
        Files.exists(console)
            ? Files.readAllLines(console).stream().filter(l -> !l.isBlank()).toList()
            : List.of();
    return lines.isEmpty()
        ? "Custode ended while it started; see " + console.resolveSibling("custode.log") + "."
        : lines.get(lines.size() - 1);
  }

  private void brokerAway() {
    System.out.println(
        """
        The broker %s is not reached yet; agents cannot connect until it is. Everything else works, \
        and the platform connects by itself. If the broker is new: the shell's msp:broker-setup \
        writes its configuration."""
            .formatted(home.broker()));
  }

  private void welcome(boolean keepPassword) throws IOException {
    System.out.println("Custode is ready: " + health.url());
    Path password = home.dir().resolve("first-password");
    if (!Files.exists(password)) {
      return;
    }
    if (keepPassword) {
      System.out.println("Sign in as admin; 'custode first-password' shows the password, once.");
    } else {
      System.out.println(
          "Sign in as admin with the password " + Files.readString(password).strip());
      System.out.println("It is shown this once; change it after you have signed in.");
      Files.delete(password);
    }
  }
}
