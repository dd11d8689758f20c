// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.custode.testing.Custode;
import io.custode.testing.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The platform as a larger MSP runs it: PostgreSQL, and Mosquitto set up as the admin guide says.
 */
public final class External implements AutoCloseable {
  /** Held by each class that uses it: they take parts of it away. */
  public static final String LOCK = "external";

  private static final String SERVER =
      System.getProperty(
          "custode.it.postgresql", "jdbc:postgresql://127.0.0.1:5432/postgres?user=postgres");

  private static @Nullable External shared;

  private final String database;
  private final TcpProxy line;
  private final Path brokerDirectory;
  private final List<String> options;
  private final Custode custode;
  private final String setup;
  private Process broker;

  private External(
      String database,
      TcpProxy line,
      Path brokerDirectory,
      List<String> options,
      Custode custode,
      String setup) {
    this.setup = setup;
    this.options = options;
    this.database = database;
    this.line = line;
    this.brokerDirectory = brokerDirectory;
    this.custode = custode;
    this.broker = mosquitto();
  }

  /** One for all tests of a run; stopped when the run ends. */
  public static synchronized External shared() {
    Part.requires("postgresql");
    Part.requires("mosquitto");
    var running = shared;
    if (running == null) {
      running = start("external", List.of());
      shared = running;
    }
    return running;
  }

  /**
   * One of its own, stopped when the run ends at the latest.
   *
   * @param nodes names of further nodes that the broker lets in
   */
  public static External start(String name, List<String> nodes) {
    Part.requires("postgresql");
    Part.requires("mosquitto");
    try {
      var parent = Files.createDirectories(Path.of("target/custode-homes").toAbsolutePath());
      var home = Files.createTempDirectory(parent, name);
      var database = "custode_it_" + name + "_" + ProcessHandle.current().pid();
      sql("drop database if exists " + database + " with (force)");
      sql("create database " + database);
      int port = freePort();
      var server = URI.create(SERVER.substring("jdbc:".length()));
      var line = new TcpProxy(server.getPort());
      var url =
          "jdbc:postgresql://127.0.0.1:" + line.port() + "/" + database + "?" + server.getQuery();
      var options = List.of("--database", url, "--broker", "ssl://localhost:" + port);
      var custode = Custode.start(home, options);
      var directory = home.resolve("broker");
      var setup =
          "msp:broker-setup --directory "
              + directory
              + " --host localhost --host 127.0.0.1 --port "
              + port
              + nodes.stream().map(node -> " --node " + node).collect(Collectors.joining());
      custode.shell(setup).ok();
      var external = new External(database, line, directory, options, custode, setup);
      Runtime.getRuntime().addShutdownHook(new Thread(external::close));
      external.awaitHealthy();
      return external;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process mosquitto() {
    try {
      var program = Objects.requireNonNull(Part.MOSQUITTO.program());
      return new ProcessBuilder(
              program.toString(), "-c", brokerDirectory.resolve("mosquitto.conf").toString())
          .redirectErrorStream(true)
          .redirectOutput(
              ProcessBuilder.Redirect.appendTo(brokerDirectory.resolve("console.log").toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Custode custode() {
    return custode;
  }

  public void awaitHealthy() {
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .untilAsserted(
            () -> assertThat(custode.anonymous().get("/health").status()).isEqualTo(200));
  }

  /** Writes the broker's files anew and starts it again, as is to be done after some changes. */
  public void setUpBrokerAgain() {
    custode.shell(setup).ok();
    killBroker();
    startBroker();
    awaitHealthy();
  }

  /** The line between the platform and its database. */
  public TcpProxy databaseLine() {
    return line;
  }

  public void killBroker() {
    broker.destroyForcibly().onExit().join();
  }

  public void startBroker() {
    broker = mosquitto();
  }

  /**
   * @return {@code --database} and {@code --broker} as the first node has them
   */
  public List<String> options() {
    return options;
  }

  private static void sql(String statement) {
    var url = SERVER.substring("jdbc:".length());
    ThisHost.tool("psql", "-v", "ON_ERROR_STOP=1", "-q", "-c", statement, url);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    custode.close();
    broker.destroy();
    line.close();
    sql("drop database if exists " + database + " with (force)");
  }
}
