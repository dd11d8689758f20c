// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.testing;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The real broker, with mutual TLS, access by certificate, on a port of its own. */
public final class Mosquitto implements AutoCloseable {
  private final Path directory;
  private final int port;
  private Process process;

  /**
   * @param directory holds ca.pem, server.pem and server.key
   */
  public Mosquitto(Path directory) throws IOException {
    this.directory = directory;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Files.writeString(
        directory.resolve("mosquitto.conf"),
        """
        listener %d 127.0.0.1
        cafile %2$s/ca.pem
        certfile %2$s/server.pem
        keyfile %2$s/server.key
        require_certificate true
        use_identity_as_username true
        acl_file %2$s/acl
        allow_anonymous false
        max_keepalive 65535
        user root
        """
            .formatted(port, directory));
    Files.writeString(
        directory.resolve("acl"),
        """
        user core
        topic readwrite custode/v1/#

        pattern write custode/v1/a/%u/up/#
        pattern read custode/v1/a/%u/down/#
        """);
    process = start();
  }

  /** A visible skip where the broker is not installed, a failure where it must be. */
  public static void assumeInstalled() {
    boolean required = System.getProperty("custode.it.require", "").contains("mosquitto");
    assumeTrue(required || binary().isPresent(), "mosquitto is not installed");
  }

  public int port() {
    return port;
  }

  public void kill() {
    process.destroyForcibly();
    await().until(() -> !process.isAlive());
  }

  public void restart() throws IOException {
    process = start();
  }

  @Override
  public void close() {
    kill();
  }

  private Process start() throws IOException {
    var started =
        new ProcessBuilder(
                binary().orElseThrow(), "-c", directory.resolve("mosquitto.conf").toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("mosquitto.log").toFile())
            .start();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              if (!started.isAlive()) {
                throw new IOException(Files.readString(directory.resolve("mosquitto.log")));
              }
              try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
                return true;
              } catch (IOException e) {
                return false;
              }
            });
    return started;
  }

  private static Optional<String> binary() {
    return List.of("/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto", "/usr/bin/mosquitto")
        .stream()
        .filter(file -> Files.isExecutable(Path.of(file)))
        .findFirst();
  }
}
