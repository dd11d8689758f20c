// SPDX-License-Identifier: Apache-2.0
package io.custode.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A running platform: the distribution as a process. */
public final class Custode implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(6);
  private static final Duration CALL = Duration.ofMinutes(2);
  private static final Pattern PASSWORD = Pattern.compile("with the password (\\S+)");

  private final Path distribution;
  private final Path home;
  private final int port;
  private final List<String> options;
  private final String javaOptions;
  private final List<TestAgent> agents = new ArrayList<>();
  private String password = "";
  private @Nullable Web admin;
  private String adminTrusts = "";

  private Custode(Path distribution, Path home, int port, List<String> options) {
    this(distribution, home, port, options, "");
  }

  private Custode(
      Path distribution, Path home, int port, List<String> options, String javaOptions) {
    this.distribution = distribution;
    this.home = home;
    this.port = port;
    this.options = List.copyOf(options);
    this.javaOptions = javaOptions;
  }

  /**
   * Starts one.
   *
   * @param home an empty directory
   * @param options more options of {@code custode start}, {@code --database} and its like
   */
  public static Custode start(Path home, List<String> options) {
    return start(home, options, "");
  }

  /**
   * Starts one.
   *
   * @param home a directory with nothing but {@code etc/}
   * @param options more options of {@code custode start}, {@code --database} and its like
   * @param javaOptions more of what an administrator sets as {@code CUSTODE_JAVA_OPTS}, each after
   *     a blank
   */
  public static Custode start(Path home, List<String> options, String javaOptions) {
    var custode =
        new Custode(Archives.distribution(), home, Programs.freePorts(4), options, javaOptions);
    try {
      String out = custode.launch(options).ok().out();
      Matcher first = PASSWORD.matcher(out);
      if (!first.find()) {
        throw new AssertionError("The first start printed no password: " + out);
      }
      custode.password = first.group(1);
      return custode;
    } catch (AssertionError e) {
      // nobody else would end what runs but is not healthy
      custode.stop();
      throw e;
    }
  }

  /**
   * Starts a further node of this installation, which shares its database and its broker.
   *
   * @param nodeHome an empty directory
   * @param node the new node's name
   */
  public Custode another(Path nodeHome, String node) {
    Path keys = nodeHome.resolveSibling(nodeHome.getFileName() + ".keys");
    command(List.of("export-keys", keys.toString())).ok();
    var joined = new Custode(distribution, nodeHome, Programs.freePorts(4), options);
    var join = new ArrayList<>(List.of("join", keys.toString(), "--node", node));
    join.addAll(options);
    joined.command(join).ok();
    joined.password = password;
    joined.launch(List.of()).ok();
    return joined;
  }

  /**
   * Restores a backup of this platform, which must have stopped, and starts it on the same ports.
   *
   * @param archive written by {@code msp:backup}
   * @param into a directory that is not there yet
   * @param more options of {@code custode restore}
   */
  public Custode restored(Path archive, Path into, List<String> more) {
    var restored = new Custode(distribution, into, port, List.of());
    var words = new ArrayList<>(List.of("restore", archive.toString()));
    words.addAll(more);
    restored.command(words).ok();
    restored.password = password;
    restored.launch(List.of()).ok();
    return restored;
  }

  /**
   * Starts on a home that an earlier version left.
   *
   * @param home a copy of it: it becomes this version's
   * @param password of its administrator
   */
  public static Custode upgraded(Path home, String password) {
    var custode = at(home);
    custode.password = password;
    custode.startAgain();
    return custode;
  }

  /**
   * One that does not run: for tests of the launcher.
   *
   * @param home a directory
   */
  public static Custode at(Path home) {
    return new Custode(Archives.distribution(), home, Programs.freePorts(4), List.of());
  }

  private ShellResult launch(List<String> more) {
    var command =
        new ArrayList<>(List.of("start", "--background", "--port", Integer.toString(port)));
    command.addAll(more);
    return command(START, command);
  }

  /**
   * @return {@code bin/custode} of the distribution that it runs from
   */
  public Path program() {
    return distribution.resolve("bin/custode");
  }

  /** Runs {@code bin/custode} on this home. */
  public ShellResult command(List<String> words) {
    return command(CALL, words);
  }

  private ShellResult command(Duration atMost, List<String> words) {
    return command(atMost, words, "");
  }

  private ShellResult command(Duration atMost, List<String> words, String input) {
    var command = new ArrayList<String>();
    command.add(program().toString());
    command.addAll(words);
    command.addAll(List.of("--home", home.toString()));
    return Programs.run(atMost, command, input, javaOptions);
  }

  /**
   * @return {@code https://localhost:<port>}
   */
  public String url() {
    return "https://localhost:" + port;
  }

  /**
   * @return where agents connect
   */
  public String agentUrl() {
    return "https://localhost:" + (port + 1);
  }

  public Path home() {
    return home;
  }

  /**
   * @return the administrator's password
   */
  public String password() {
    return password;
  }

  /** Signs in with this one from now on: the administrator's password was changed. */
  public synchronized void password(String next) {
    password = next;
    admin = null;
  }

  /**
   * @return the web door, signed out
   */
  public Web anonymous() {
    return Web.anonymous(url(), home.resolve("keys/ca.pem"));
  }

  /**
   * @return the web door, signed in as the administrator
   */
  public synchronized Web admin() {
    Web signedIn = admin;
    String trusts = authorities();
    if (signedIn == null || !trusts.equals(adminTrusts)) {
      signedIn = anonymous().signIn("admin", password);
      admin = signedIn;
      adminTrusts = trusts;
    }
    return signedIn;
  }

  /**
   * @return TLS that trusts this platform's authority, for other clients than {@link #anonymous()}
   */
  public SSLContext tls() {
    return Web.trusting(home.resolve("keys/ca.pem"));
  }

  /** What its clients trust; it changes when the authority is replaced. */
  private String authorities() {
    try {
      return Files.readString(home.resolve("keys/ca.pem"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As the administrator. */
  public Response get(String path) {
    return admin().get(path);
  }

  /** As the administrator. */
  public Response post(String path, Object body) {
    return admin().post(path, body);
  }

  /** As the administrator. */
  public Response put(String path, Object body) {
    return admin().put(path, body);
  }

  /** As the administrator. */
  public Response delete(String path) {
    return admin().delete(path);
  }

  /** Runs a line in the shell, signed in with the home's key. */
  public ShellResult shell(String line) {
    return command(List.of("shell", line));
  }

  /** Runs a line in the shell as a user, signed in by password. */
  public ShellResult shell(String user, String secret, String line) {
    return command(CALL, List.of("shell", "--user", user, line), secret + "\n");
  }

  /**
   * Runs lines in the shell over one connection, as a user signed in by password; each for itself.
   *
   * @return exit status 1 if one failed
   */
  public ShellResult shell(String user, String secret, List<String> lines) {
    return command(
        CALL, List.of("shell", "--user", user), secret + "\n" + String.join("\n", lines) + "\n");
  }

  /**
   * @return the server's process
   */
  public ProcessHandle process() {
    try {
      long pid = Long.parseLong(Files.readString(home.resolve("data/custode.pid")).strip());
      return ProcessHandle.of(pid).orElseThrow(() -> new IllegalStateException("It has ended"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills the server as a power cut would. */
  public void kill9() {
    ProcessHandle server = process();
    Programs.run(CALL, List.of("kill", "-KILL", Long.toString(server.pid()))).ok();
    server.onExit().join();
  }

  /** Starts it again, after {@link #kill9} or {@link #stop}. */
  public void startAgain() {
    launch(List.of()).ok();
  }

  /** Stops and starts it. */
  public void restart() {
    stop();
    startAgain();
  }

  /** Stops it. */
  public void stop() {
    command(List.of("stop")).ok();
  }

  /**
   * Starts an agent that was enrolled in an earlier life of this home.
   *
   * @param agentHome its home, with the addresses of now
   */
  public TestAgent enrolledAgent(Path agentHome) {
    var agent = TestAgent.enrolled(Archives.agent(), agentHome);
    agents.add(agent);
    return agent;
  }

  /**
   * Starts a real agent on this machine and waits until it is enrolled.
   *
   * @param agentHome an empty directory
   * @param tenant id of its tenant
   */
  public TestAgent enrolAgent(Path agentHome, String tenant) {
    String secret =
        post("/api/v1/tenants/" + tenant + "/enrolment-tokens", "{}")
            .json()
            .path("secret")
            .asText();
    var agent = TestAgent.enrol(Archives.agent(), agentHome, agentUrl(), secret);
    agents.add(agent);
    return agent;
  }

  /** Signs a plugin's jar in place with the home's publisher key, which the platform trusts. */
  public void sign(Path jar) {
    command(List.of("sign", jar.toString())).ok();
  }

  /** Signs and installs a plugin. */
  public void install(Path jar) {
    sign(jar);
    shell("msp:plugin-install 'file:" + jar.toAbsolutePath() + "'").ok();
  }

  /**
   * Signs and installs the plugin whose build this is: the jar in {@code target}, which stays as it
   * is.
   */
  public void installBuilt() {
    try (var files = Files.list(Path.of("target"))) {
      var jars =
          files
              .filter(f -> f.toString().endsWith(".jar"))
              .filter(f -> !f.toString().matches(".*-(sources|javadoc|tests)\\.jar"))
              .toList();
      if (jars.size() != 1) {
        throw new IllegalStateException("One jar is looked for in target: " + jars);
      }
      Path copies = Files.createDirectories(Path.of("target/custode-plugins"));
      Path copy = copies.resolve(Objects.requireNonNull(jars.get(0).getFileName()));
      install(Files.copy(jars.get(0), copy, StandardCopyOption.REPLACE_EXISTING));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes a plugin out. */
  public void uninstall(String id) {
    shell("msp:plugin-uninstall " + id).ok();
  }

  /** Stops it and its agents; the home stays. */
  @Override
  public void close() {
    agents.forEach(TestAgent::close);
    stop();
  }

  @Override
  public String toString() {
    return "Custode[" + url() + ", " + home + ", " + options.size() + " options]";
  }
}
