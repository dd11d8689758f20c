// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.hot;

import static org.assertj.core.api.Assertions.assertThat;

import io.custode.itests.journey.Journey;
import io.custode.testing.Custode;
import io.custode.testing.CustodeTest;
import io.custode.testing.Web;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** hello arrives and leaves while twenty connections read. */
@CustodeTest
@ResourceLock(Journey.PLUGINS)
class HotPluginIT {
  private static final String GREETINGS = "/api/v1/plugins/hello/greetings";

  private static Path helloJar() throws IOException {
    try (var files = Files.list(Path.of("../plugins/hello/target"))) {
      return copy(files.filter(f -> f.toString().endsWith(".jar")).findFirst().orElseThrow());
    }
  }

  /** To be signed in place. */
  private static Path copy(Path jar) throws IOException {
    var copy =
        Files.createDirectories(Path.of("target/plugins").toAbsolutePath())
            .resolve(jar.getFileName());
    return Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Twenty that read until told to stop. */
  private static final class Readers implements AutoCloseable {
    final AtomicInteger answered = new AtomicInteger();
    final List<String> failed = new java.util.concurrent.CopyOnWriteArrayList<>();
    private final AtomicBoolean stop = new AtomicBoolean();
    private final java.util.concurrent.ExecutorService threads = Executors.newFixedThreadPool(20);

    Readers(Web web) {
      for (int i = 0; i < 20; i++) {
        var path =
            List.of("/api/v1/assets", "/api/v1/tenants", "/health", "/api/v1/commands").get(i % 4);
        threads.submit(() -> read(web, path));
      }
    }

    private void read(Web web, String path) {
      while (!stop.get()) {
        // twenty of one person's at full speed would meet the throttle, which is not asked here
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(150));
        try {
          var answer = web.get(path);
          answered.incrementAndGet();
          if (answer.status() != 200) {
            failed.add(path + " " + answer.status() + " " + answer.body());
          }
        } catch (RuntimeException e) {
          failed.add(path + " " + e);
        }
      }
    }

    @Override
    public void close() {
      stop.set(true);
      threads.shutdown();
      try {
        assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Bundles and when each was last changed or started, as Karaf tells. */
  private static List<String> others(Custode custode) {
    return custode
        .shell("bundle:list -t 0 -l -u")
        .ok()
        .out()
        .lines()
        .filter(line -> !line.contains("plugin:hello"))
        .collect(Collectors.toList());
  }

  @Test
  void nothingElseNotices(Custode custode) throws Exception {
    var jar = helloJar();
    custode.sign(jar);
    assertThat(custode.get(GREETINGS).status()).isEqualTo(404);
    var before = others(custode);
    var log = custode.home().resolve("log");
    try (var readers = new Readers(custode.admin())) {
      for (int round = 0; round < 2; round++) {
        custode.shell("msp:plugin-install file:" + jar).ok();
        assertThat(custode.get(GREETINGS).status()).isEqualTo(200);
        assertThat(custode.shell("msp:plugin-list --json").json().toString()).contains("\"hello\"");
        custode.shell("msp:plugin-uninstall hello").ok();
        assertThat(custode.get(GREETINGS).status()).isEqualTo(404);
      }
      assertThat(readers.failed).isEmpty();
      assertThat(readers.answered.get()).isGreaterThan(100);
      System.out.println(
          "HotPluginIT: "
              + readers.answered
              + " requests answered, "
              + readers.failed.size()
              + " failed");
    }
    assertThat(others(custode)).isEqualTo(before);
    assertThat(log).isDirectory();
  }

  @Test
  void whatWasBuiltAgainstTheFirstReleaseStillRuns(Custode custode) throws Exception {
    var jar = copy(Path.of("src/test/resources/plugins/hello-0.1.0.jar"));
    custode.install(jar);
    assertThat(custode.get(GREETINGS).status()).isEqualTo(200);
    custode.uninstall("hello");
    assertThat(custode.get(GREETINGS).status()).isEqualTo(404);
  }

  @Test
  void unsignedAndStrangeJarsAreRefused(Custode custode) throws Exception {
    var refusals = new ArrayList<String>();
    var unsigned = helloJar();
    for (var source :
        List.of(
            "file:" + unsigned,
            "file:/etc/passwd",
            "file:/dev/zero",
            "file:/nowhere.jar",
            "https://localhost/x.jar",
            "../x")) {
      var answer = custode.shell("msp:plugin-install '" + source + "'");
      assertThat(answer.exit()).as(source).isEqualTo(1);
      assertThat(answer.err()).as(source).isNotBlank();
      refusals.add(answer.err());
    }
    assertThat(custode.get(GREETINGS).status()).isEqualTo(404);
    assertThat(refusals).hasSize(6);
  }
}
