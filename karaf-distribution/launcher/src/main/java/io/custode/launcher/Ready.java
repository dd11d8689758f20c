// SPDX-License-Identifier: Apache-2.0
package io.custode.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Waits until a server that was just started is healthy and says where it is; at first start also
 * the administrator's password, once. Arguments: home, process id, console file, seconds.
 */
public final class Ready {
  private static final Duration PAUSE = Duration.ofMillis(100);

  private Ready() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    try {
      Home home = Home.open(Path.of(args[0]));
      await(new Health(home), Long.parseLong(args[1]), Path.of(args[2]), Long.parseLong(args[3]));
      welcome(home);
    } catch (Refused e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static void await(Health health, long pid, Path console, long seconds)
      throws IOException, InterruptedException {
    Instant end = Instant.now().plusSeconds(seconds);
    while (!health.up()) {
      if (!alive(pid)) {
        throw new Refused(lastWords(console));
      }
      if (Instant.now().isAfter(end)) {
        throw new Refused(
            "Custode runs (process %d) but is not healthy after %d seconds; see %s and %s/health."
                .formatted(pid, seconds, console.resolveSibling("custode.log"), health.url()));
      }
      Thread.sleep(PAUSE.toMillis());
    }
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

  private static void welcome(Home home) throws IOException {
    System.out.println("Custode is ready: " + new Health(home).url());
    Path password = home.dir().resolve("first-password");
    if (Files.exists(password)) {
      System.out.println(
          "Sign in as admin with the password " + Files.readString(password).strip());
      System.out.println("It is shown this once; change it after you have signed in.");
      Files.delete(password);
    }
  }
}
