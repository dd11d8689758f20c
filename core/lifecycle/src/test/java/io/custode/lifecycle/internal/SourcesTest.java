// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import static io.custode.lifecycle.internal.HotPluginsTest.greeter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.error.Problem;
import io.custode.api.error.Unavailable;
import io.custode.persistence.testing.TestDatabases;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jars that are sent, and jars from a real HTTPS server. */
class SourcesTest {
  @TempDir static Path keys;
  private static Publisher acme;
  private static SSLContext tls;
  @TempDir Path home;
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpsServer server;
  private String url;
  private HttpClient client;
  private Download download;

  @BeforeAll
  static void prepare() throws Exception {
    acme = Publisher.named(keys, "acme");
    tls = tls(Publisher.named(keys, "localhost", "-ext", "san=dns:localhost"));
  }

  @BeforeEach
  void start() throws Exception {
    acme.trustIn(home, "acme");
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
    url = "https://localhost:" + server.getAddress().getPort() + "/greeter.jar";
    client = Download.client().sslContext(tls).build();
    download = new Download(client, Duration.ofSeconds(2));
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
  }

  private static SSLContext tls(Publisher host) throws Exception {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("key", host.key(), new char[0], new Certificate[] {host.certificate()});
    store.setCertificateEntry("trusted", host.certificate());
    var key = KeyManagerFactory.getInstance("PKIX");
    key.init(store, new char[0]);
    var trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store);
    var tls = SSLContext.getInstance("TLS");
    tls.init(key.getKeyManagers(), trust.getTrustManagers(), null);
    return tls;
  }

  private void serve(int status, byte[] body) {
    server.createContext("/greeter.jar", exchange -> answer(exchange, status, body));
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static void assertProblem(String name, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Conflict.class, e -> assertThat(e.name()).as(e.what()).isEqualTo(name));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void anUploadIsPlannedAndInstalled(TestDatabases kind) throws Exception {
    try (var database = kind.open();
        var here = new Installation(home, database, Installation.schema(database))) {
      var jar = acme.sign(greeter("1.0.0").bytes());

      var upload = here.hot.upload(new ByteArrayInputStream(jar));

      assertThat(upload.size()).isEqualTo(jar.length);
      assertThat(upload.source()).isEqualTo("upload:" + Fingerprint.of(jar));
      assertThat(here.node.touched()).isEmpty();
      assertThat(here.hot.plan(upload.source()).version()).isEqualTo("1.0.0");
      here.hot.install(upload.source());
      assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 ACTIVE");
      assertThat(here.platform.audited)
          .contains("boss core.plugin.upload plugin-jar/" + Fingerprint.of(jar));

      // what was sent goes; what runs stays
      here.clock = Clock.offset(Clock.systemUTC(), Duration.ofHours(25));
      here.restart("another-disk", false);
      assertThatThrownBy(() -> here.hot.plan(upload.source())).isInstanceOf(NotFound.class);
      here.hot.upload(new ByteArrayInputStream(new byte[] {1}));
      assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 ACTIVE");
      assertThat(here.rows.jar(Fingerprint.of(jar))).isEqualTo(jar);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void elevenUploadsAreTen(TestDatabases kind) throws Exception {
    try (var database = kind.open();
        var here = new Installation(home, database, Installation.schema(database))) {
      var first = here.hot.upload(new ByteArrayInputStream(new byte[] {100}));
      for (byte i = 0; i < 10; i++) {
        here.hot.upload(new ByteArrayInputStream(new byte[] {i}));
      }

      assertThatThrownBy(() -> here.hot.plan(first.source())).isInstanceOf(NotFound.class);
      assertThatThrownBy(() -> here.hot.plan("upload:" + Fingerprint.of(new byte[] {3})))
          .isInstanceOf(Invalid.class);
    }
  }

  @Test
  void whatIsSentHasALimit() throws Exception {
    try (var database = TestDatabases.DERBY.open();
        var here = new Installation(home, database, Installation.schema(database))) {
      var endless =
          new InputStream() {
            @Override
            public int read() {
              return 7;
            }
          };

      assertThatThrownBy(() -> here.hot.upload(endless))
          .isInstanceOf(Invalid.class)
          .hasMessageContaining("64 MiB");
      assertThatThrownBy(() -> here.hot.upload(InputStream.nullInputStream()))
          .isInstanceOf(Invalid.class)
          .hasMessageContaining("empty");
    }
  }

  @Test
  void manyAtOnceHaveRoomForOneLargeOne() throws Exception {
    try (var database = TestDatabases.DERBY.open();
        var here = new Installation(home, database, Installation.schema(database))) {
      var meanwhile = new ArrayList<Throwable>();

      assertThatThrownBy(
              () ->
                  here.hot.upload(
                      brokenOff(
                          () -> {
                            here.hot.upload(new ByteArrayInputStream(new byte[] {1}));
                            meanwhile.add(
                                catchThrowable(() -> here.hot.upload(brokenOff(() -> {}))));
                          })))
          .isInstanceOf(UncheckedIOException.class);
      assertThat(meanwhile)
          .singleElement()
          .satisfies(
              e -> assertThat(e).isInstanceOf(Unavailable.class).hasMessageContaining("room"));
      // who has gone leaves his room
      assertThatThrownBy(() -> here.hot.upload(brokenOff(() -> {})))
          .isInstanceOf(UncheckedIOException.class);
    }
  }

  /** Ends by a broken connection after 60 MiB. */
  private static InputStream brokenOff(Runnable before) {
    return new SequenceInputStream(
        new ByteArrayInputStream(new byte[60 << 20]),
        new InputStream() {
          @Override
          public int read() throws IOException {
            before.run();
            throw new IOException("broken off");
          }
        });
  }

  @Test
  void installsWhatAServerGives() throws Exception {
    var jar = acme.sign(greeter("1.0.0").bytes());
    serve(200, jar);
    try (var database = TestDatabases.DERBY.open();
        var here = new Installation(home, database, Installation.schema(database))) {
      here.download = download;
      here.restart();

      here.hot.install(url + "#sha256=" + Fingerprint.of(jar));

      assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 ACTIVE");
    }
  }

  @Test
  void anotherJarThanTheChecksumNamesIsNone() {
    serve(200, new byte[] {1, 2, 3});

    assertProblem(
        "plugin-checksum", () -> download.read(url + "#sha256=" + Fingerprint.of(new byte[] {1})));
    assertThat(download.read(url + "#sha256=" + Fingerprint.of(new byte[] {1, 2, 3})))
        .containsExactly(1, 2, 3);
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 500, 204})
  void aServerThatHasNoneIsNamed(int status) {
    serve(status, new byte[0]);

    assertThatThrownBy(() -> download.read(url + "#sha256=" + "0".repeat(64)))
        .isInstanceOfSatisfying(
            Conflict.class,
            e -> {
              assertThat(e.name()).isEqualTo("plugin-not-fetched");
              assertThat(e.what()).contains("localhost", String.valueOf(status));
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"at once", "after the headers"})
  void aServerThatHangsIsLeft(String when) {
    server.createContext(
        "/greeter.jar",
        exchange -> {
          if (when.equals("after the headers")) {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
          }
          try {
            end.await(30, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });

    assertProblem("plugin-not-fetched", () -> download.read(url + "#sha256=" + "0".repeat(64)));
  }

  @Test
  void whatComesHasALimit() {
    server.createContext(
        "/greeter.jar",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          var chunk = new byte[1 << 20];
          try {
            for (int i = 0; i < 70; i++) {
              exchange.getResponseBody().write(chunk);
            }
          } catch (IOException e) {
            exchange.close(); // we left, as we should
          }
        });
    var patient = new Download(client, Duration.ofSeconds(60));

    assertThatThrownBy(() -> patient.read(url + "#sha256=" + "0".repeat(64)))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("64 MiB");
  }

  @Test
  void whatIsTooLargeIsNotFetched() {
    var sent = new AtomicLong();
    server.createContext(
        "/greeter.jar",
        exchange -> {
          exchange.sendResponseHeaders(200, 500L << 20);
          sendUntilLeft(exchange, new byte[1 << 20], 0, sent);
        });
    var patient = new Download(client, Duration.ofSeconds(60));

    assertThatThrownBy(() -> patient.read(url + "#sha256=" + "0".repeat(64)))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("64 MiB");
    await().untilAsserted(() -> assertThat(end.getCount()).isZero());
    assertThat(sent.get()).isLessThan(20L << 20);
  }

  @Test
  void aServerThatNeverEndsIsLeft() {
    server.createContext(
        "/greeter.jar",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          sendUntilLeft(exchange, new byte[1], 50, new AtomicLong());
        });

    assertThatThrownBy(() -> download.read(url + "#sha256=" + "0".repeat(64)))
        .isInstanceOfSatisfying(
            Conflict.class,
            e -> {
              assertThat(e.name()).isEqualTo("plugin-not-fetched");
              assertThat(e.what()).contains("within 2 s");
            });
    await().untilAsserted(() -> assertThat(end.getCount()).as("it was left").isZero());
  }

  private void sendUntilLeft(HttpExchange exchange, byte[] part, long pause, AtomicLong sent) {
    try (exchange) {
      while (end.getCount() > 0) {
        exchange.getResponseBody().write(part);
        exchange.getResponseBody().flush();
        sent.addAndGet(part.length);
        if (end.await(pause, TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (IOException e) {
      end.countDown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void nobodyLeadsItAwayFromHttps() {
    server.createContext(
        "/greeter.jar",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "http://localhost/greeter.jar");
          answer(exchange, 302, new byte[0]);
        });

    assertProblem("plugin-not-fetched", () -> download.read(url + "#sha256=" + "0".repeat(64)));
  }

  @Test
  void aServerThatNobodyKnowsIsRefused() {
    serve(200, new byte[] {1});

    assertProblem(
        "plugin-not-fetched",
        () -> new Download().read(url + "#sha256=" + Fingerprint.of(new byte[] {1})));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://localhost/x.jar",
        "https://localhost/x.jar#sha256=12",
        "https://localhost/x.jar#md5=00000000000000000000000000000000",
        "https://joe:secret@localhost/x.jar#sha256="
            + "0000000000000000000000000000000000000000000000000000000000000000",
        "https:x.jar#sha256=0000000000000000000000000000000000000000000000000000000000000000"
      })
  void theChecksumIsNeeded(String source) {
    assertThatThrownBy(() -> download.read(source))
        .isInstanceOf(Invalid.class)
        .isInstanceOf(Problem.class)
        .hasMessageNotContaining("secret");
  }
}
