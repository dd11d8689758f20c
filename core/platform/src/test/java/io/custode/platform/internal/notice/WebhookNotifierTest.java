// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.custode.api.alert.Severity;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.Unavailable;
import io.custode.api.json.Json;
import io.custode.api.notice.Notice;
import io.custode.api.notice.NoticeId;
import io.custode.api.secret.SecretName;
import io.custode.platform.internal.MovableClock;
import io.custode.platform.internal.http.InsideAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks over real TLS: what is signed, what counts as taken, where they may not go. */
class WebhookNotifierTest {
  private static final SecretName NAME = SecretName.of("core.webhook-test");
  private static final String SECRET = "between you and me";
  private static final String NOW = "2026-11-24T10:00:00Z";

  private record Request(String path, String body, String timestamp, String signature) {}

  private static HttpsServer server;
  private static SSLContext tls;
  private static final List<Request> REQUESTS = new CopyOnWriteArrayList<>();
  private static final CountDownLatch END = new CountDownLatch(1);
  private static final CountDownLatch LEFT = new CountDownLatch(1);

  @BeforeAll
  static void start(@TempDir Path dir) throws Exception {
    tls = LocalTls.make(dir);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", WebhookNotifierTest::answer);
    server.start();
  }

  /** The path is the status to answer; {@code /hang} never does, {@code /drip} never ends. */
  private static void answer(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var headers = exchange.getRequestHeaders();
    REQUESTS.add(
        new Request(
            path,
            body,
            headers.getFirst("Custode-Timestamp"),
            headers.getFirst("Custode-Signature")));
    if (path.equals("/hang")) {
      hang();
    }
    if (path.equals("/drip")) {
      drip(exchange);
      return;
    }
    int status = path.equals("/hang") ? 200 : Integer.parseInt(path.substring(1));
    exchange.getResponseHeaders().set("Location", "/200");
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  /** An answer that goes on until nobody listens any more. */
  private static void drip(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (var body = exchange.getResponseBody()) {
      while (!END.await(20, TimeUnit.MILLISECONDS)) {
        body.write('x');
        body.flush();
      }
    } catch (IOException e) {
      LEFT.countDown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void hang() {
    try {
      END.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterAll
  static void stop() {
    END.countDown();
    server.stop(0);
  }

  @BeforeEach
  void forget() {
    REQUESTS.clear();
  }

  private static WebhookNotifier notifier(List<String> allowed) {
    return new WebhookNotifier(
        new OneSecret(NAME, SECRET),
        new WebhookTargets(allowed),
        new MovableClock(NOW),
        Posting.client().sslContext(tls).build(),
        Duration.ofSeconds(2));
  }

  private static void send(WebhookNotifier notifier, String path) {
    var notice =
        new Notice(
            NoticeId.next(),
            "core.alert-raised",
            Severity.CRITICAL,
            null,
            "s",
            "t",
            new Json("{\"title\":\"È pieno\"}"),
            Instant.parse(NOW));
    notifier.send(notice, "https://localhost:" + server.getAddress().getPort() + path, NAME);
  }

  private static final List<String> THIS_MACHINE = List.of("127.0.0.1", "::1");

  @Test
  void whatArrivesIsSignedWithItsTime() throws Exception {
    send(notifier(THIS_MACHINE), "/200");
    assertThat(REQUESTS).hasSize(1);
    var request = REQUESTS.get(0);
    assertThat(request.body()).isEqualTo("{\"title\":\"È pieno\"}");
    assertThat(request.timestamp()).isEqualTo(String.valueOf(Instant.parse(NOW).getEpochSecond()));
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    var signed = request.timestamp() + "." + request.body();
    assertThat(request.signature())
        .isEqualTo(
            "v1=" + HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void whatMayBetterLaterIsToldFromWhatWillNot() {
    var notifier = notifier(THIS_MACHINE);
    for (var later : List.of("/500", "/503", "/429", "/408", "/hang")) {
      assertThatThrownBy(() -> send(notifier, later)).as(later).isInstanceOf(Unavailable.class);
    }
    for (var never : List.of("/404", "/401", "/410")) {
      assertThatThrownBy(() -> send(notifier, never)).as(never).isInstanceOf(Conflict.class);
    }
  }

  @Test
  void anAnswerThatDripsForEverIsLeft() throws InterruptedException {
    var before = System.nanoTime();
    assertThatThrownBy(() -> send(notifier(THIS_MACHINE), "/drip"))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("did not answer in 2 s");
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
    assertThat(LEFT.await(10, TimeUnit.SECONDS)).as("the connection is closed").isTrue();
  }

  @Test
  void aRedirectIsNotFollowed() {
    assertThatThrownBy(() -> send(notifier(THIS_MACHINE), "/302")).isInstanceOf(Conflict.class);
    assertThat(REQUESTS).extracting(Request::path).containsExactly("/302");
  }

  @Test
  void nothingGoesInsideUnlessItIsListed() {
    assertThatThrownBy(() -> send(notifier(List.of()), "/200"))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("private network");
    assertThat(REQUESTS).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.0.8",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fec0::1",
        "fd00::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::"
      })
  void whatIsNotPublicIsInside(String address) throws Exception {
    assertThat(InsideAddress.is(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"93.184.215.14", "172.32.0.1", "2606:2800:21f::1"})
  void whatIsPublicIsNot(String address) throws Exception {
    assertThat(InsideAddress.is(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com/",
        "https://user@example.com/",
        "https:///x",
        "ftp://example.com",
        "https://example.com/#x",
        "example.com",
        "https://exa mple.com/"
      })
  void whatIsNoHttpsUrlIsRefused(String target) {
    assertThatThrownBy(() -> WebhookTargets.url(target)).isInstanceOf(Invalid.class);
  }

  @Test
  void withoutASecretNothingIsSent() {
    var notifier = notifier(THIS_MACHINE);
    assertThatThrownBy(() -> notifier.check("https://localhost/", null))
        .isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> notifier.check("https://localhost/", SecretName.of("acme.key")))
        .isInstanceOf(Invalid.class);
    var none =
        new WebhookNotifier(
            new OneSecret(NAME, null),
            new WebhookTargets(THIS_MACHINE),
            new MovableClock(NOW),
            Posting.client().sslContext(tls).build(),
            Duration.ofSeconds(2));
    assertThatThrownBy(() -> send(none, "/200")).isInstanceOf(Unavailable.class);
    assertThat(REQUESTS).isEmpty();
  }
}
