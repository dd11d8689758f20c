// SPDX-License-Identifier: Apache-2.0
package io.custode.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.karaf.main.Main;
import org.jspecify.annotations.Nullable;

/**
 * Starts the server in this process: locks the home, looks whether the ports are free, derives the
 * configuration and hands over to Karaf. The lock is the operating system's: it is gone with the
 * process, however that ends.
 */
public final class Server {
  private final Home home;
  private final Path distribution;

  private Server(Home home, Path distribution) {
    this.home = home;
    this.distribution = distribution;
  }

  /**
   * Needs the system properties {@code custode.home}, {@code custode.dist} and may have {@code
   * custode.safe} and {@code custode.developer}.
   */
  public static void main(String[] args) {
    int status = 1;
    try {
      Path dist = Path.of(System.getProperty("custode.dist", ".")).toAbsolutePath().normalize();
      status =
          new Server(Home.open(Path.of(System.getProperty("custode.home", "home"))), dist).run();
    } catch (Refused e) {
      System.err.println(e.getMessage());
    } catch (Exception e) {
      System.err.println("Custode could not start: " + e);
    }
    System.exit(status);
  }

  private int run() throws Exception {
    Files.createDirectories(home.data());
    try (FileChannel lock =
        FileChannel.open(
            home.data().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      FileLock held = lock(lock);
      try {
        checkPorts();
        prepare();
        return karaf();
      } finally {
        held.release();
      }
    }
  }

  private FileLock lock(FileChannel file) throws IOException {
    @Nullable FileLock held;
    try {
      held = file.tryLock();
    } catch (OverlappingFileLockException e) {
      held = null;
    }
    if (held == null) {
      throw new Refused(
          "Custode already runs on "
              + home.dir()
              + "; nothing was started. Stop it first, or choose another --home.");
    }
    return held;
  }

  private void checkPorts() {
    Home.Ports ports = home.ports();
    var wanted = new LinkedHashMap<String, Integer>();
    wanted.put("web", ports.web());
    wanted.put("agents", ports.agent());
    if (home.broker().isEmpty()) {
      wanted.put("MQTT", ports.mqtt());
    }
    wanted.put("SSH", ports.ssh());
    for (Map.Entry<String, Integer> port : wanted.entrySet()) {
      try (var socket = new ServerSocket()) {
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(port.getValue()));
      } catch (IOException | IllegalArgumentException e) {
        throw new Refused(
            "Port %d (%s) is used by another program; nothing was started. Free it, or choose others with --port."
                .formatted(port.getValue(), port.getKey()));
      }
    }
  }

  private void prepare() throws IOException {
    Path etc = home.data().resolve("etc");
    new Etc(etc)
        .derive(distribution.resolve("etc"), home.dir().resolve("etc"), home.database().password());
    forgetOtherDistribution();
    Map<String, String> properties =
        new LinkedHashMap<>(
            Etc.properties(
                home,
                System.getProperty("custode.safe", "false"),
                System.getProperty("custode.developer", "false"),
                node()));
    properties.put("karaf.home", distribution.toString());
    properties.put("karaf.base", home.dir().toString());
    properties.put("karaf.data", home.data().toString());
    properties.put("karaf.etc", etc.toString());
    properties.put("karaf.log", home.dir().resolve("log").toString());
    properties.put("karaf.instances", home.data().resolve("instances").toString());
    properties.put("karaf.history", home.data().resolve("shell-history").toString());
    properties.put("java.util.logging.config.file", etc + "/java.util.logging.properties");
    properties.forEach(System::setProperty);
    Files.createDirectories(home.dir().resolve("log"));
    Files.createDirectories(home.data().resolve("tmp"));
  }

  /**
   * The framework's cache points into the distribution that it was made from. Another one makes its
   * own; what was installed by the platform is the platform's to install again.
   */
  private void forgetOtherDistribution() throws IOException {
    Path mark = home.data().resolve("distribution");
    Path list = distribution.resolve("etc/startup.properties");
    String now = distribution + " " + Files.getLastModifiedTime(list) + " " + Files.size(list);
    String then = Files.exists(mark) ? Files.readString(mark) : "";
    if (!now.equals(then)) {
      Path cache = home.data().resolve("cache");
      if (Files.isDirectory(cache)) {
        Etc.delete(cache);
      }
      Files.writeString(mark, now);
    }
  }

  private String node() {
    if (!home.node().isEmpty()) {
      return home.node();
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  private int karaf() throws Exception {
    var main = new Main(new String[0]);
    main.launch();
    main.awaitShutdown();
    return main.destroy() ? main.getExitCode() : 1;
  }
}
