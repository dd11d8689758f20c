// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.link;

import io.custode.broker.internal.BrokerForTests;
import io.custode.gateway.internal.command.MosquittoFiles;
import io.custode.gateway.internal.testing.TestPlatform;
import io.custode.gateway.link.Connections;
import java.io.File;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.opentest4j.TestAbortedException;

/** The brokers that the link must work with. */
enum BrokerKind {
  EMBEDDED {
    @Override
    Running start(TestPlatform platform, Path directory, int port) throws Exception {
      var guard = new Guard(platform.node, platform.authority, platform.directory);
      var broker = new BrokerForTests(port, guard);
      return new Running(broker.connections(), broker::close);
    }
  },
  /** Debian's, with the very files that msp:broker-setup writes. */
  MOSQUITTO {
    @Override
    Running start(TestPlatform platform, Path directory, int port) throws Exception {
      var program = program();
      new MosquittoFiles(directory)
          .write(
              platform.authority,
              List.of("127.0.0.1", "localhost"),
              port,
              List.of(platform.settings.node()));
      var command = List.of(program, "-c", directory.resolve("mosquitto.conf").toString());
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("mosquitto.log").toFile())
              .start();
      Awaitility.await().atMost(10, TimeUnit.SECONDS).until(() -> isOpen(port));
      return new Running(
          name -> {},
          () -> {
            process.destroy();
            try {
              process.waitFor(5, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
    }
  };

  /** A broker that runs. */
  record Running(Connections connections, Runnable stop) {}

  abstract Running start(TestPlatform platform, Path directory, int port) throws Exception;

  private static String program() {
    for (var place :
        new String[] {"/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto", "/usr/bin/mosquitto"}) {
      if (new File(place).canExecute()) {
        return place;
      }
    }
    if (List.of(System.getProperty("custode.it.require", "").split("\\s*,\\s*"))
        .contains("mosquitto")) {
      throw new AssertionError("Mosquitto is required and is not here");
    }
    throw new TestAbortedException("No Mosquitto here");
  }

  private static boolean isOpen(int port) {
    try (var socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
