// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.custode.api.error.Invalid;
import io.custode.api.error.Problem;
import io.custode.api.http.HttpCall;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.secret.SecretInfo;
import io.custode.api.secret.SecretName;
import io.custode.api.secret.SecretValue;
import io.custode.api.secret.Secrets;
import io.custode.core.capability.Capabilities;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What leaves the platform for a plugin, to a real server on this machine. */
class DeclaredHttpTest {
  private static final SecretName KEY = SecretName.of("acme.key");
  private static final CountDownLatch END = new CountDownLatch(1);
  private static HttpServer server;
  private static int port;

  @BeforeAll
  static void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    port = server.getAddress().getPort();
    server.setExecutor(Executors.newCachedThreadPool());
    on("/echo", e -> answer(e, 200, echoed(e)));
    on("/missing", e -> answer(e, 404, "no such thing"));
    on("/large", e -> answer(e, 200, "x".repeat(HttpCall.MAX_BODY + 1)));
    on("/slow", DeclaredHttpTest::drip);
    on("/here", e -> sendOn(e, 302, "/echo"));
    on("/kept", e -> sendOn(e, 307, "/echo"));
    on("/away", e -> sendOn(e, 302, "https://elsewhere.example/echo"));
    on("/plain", e -> sendOn(e, 302, "http://127.0.0.1:" + port + "/echo"));
    on("/round", e -> sendOn(e, 302, "/round"));
    server.start();
  }

  @AfterAll
  static void stop() {
    END.countDown();
    server.stop(0);
  }

  /** Knows one, and holds that the other may not be had. */
  private static final class KnownSecrets implements Secrets {
    @Override
    public Optional<SecretValue> get(SecretName name) {
      if (!name.owner().equals("acme")) {
        throw Capabilities.needed("have the secret " + name, "secret:" + name);
      }
      return name.equals(KEY)
          ? Optional.of(SecretValue.of("s3cret".toCharArray()))
          : Optional.empty();
    }

    @Override
    public SecretInfo set(SecretName name, SecretValue value) {
      throw new IllegalStateException();
    }

    @Override
    public void remove(SecretName name) {
      throw new IllegalStateException();
    }

    @Override
    public Page<SecretInfo> find(PageRequest page) {
      throw new IllegalStateException();
    }
  }

  private interface Work {
    void on(HttpExchange exchange) throws Exception;
  }

  private static void on(String path, Work work) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            work.on(exchange);
          } catch (Exception e) {
            // whoever asked has gone
          }
        });
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    var body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("X-Kind", "test");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private static String echoed(HttpExchange exchange) throws IOException {
    return exchange.getRequestMethod()
        + " "
        + exchange.getRequestHeaders().getFirst("X-Mine")
        + " "
        + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static void sendOn(HttpExchange exchange, int status, String to) throws IOException {
    exchange.getResponseHeaders().set("Location", to);
    exchange.sendResponseHeaders(status, -1);
  }

  private static void drip(HttpExchange exchange) throws Exception {
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write('x');
    exchange.getResponseBody().flush();
    END.await();
  }

  private static DeclaredHttp http(String capabilities, boolean developer) {
    return new DeclaredHttp(
        new DeclaredHosts(Capabilities.of(capabilities), developer), new KnownSecrets());
  }

  private static DeclaredHttp local() {
    return http("host:localhost:" + port, true);
  }

  private static HttpCall call(String path) {
    return HttpCall.get(URI.create("http://localhost:" + port + path));
  }

  private static void assertRefused(String problem, String part, ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            Problem.class,
            e -> {
              assertThat(e.name()).isEqualTo(problem);
              assertThat(e.what() + " " + e.todo()).contains(part);
            });
  }

  @Test
  void callsWhatIsDeclared() {
    var post =
        new HttpCall("POST", call("/echo").uri(), Map.of(), Map.of(), new byte[0], HttpCall.USUAL)
            .header("X-Mine", "yes")
            .body("text/plain", "hello".getBytes(StandardCharsets.UTF_8));

    var answer = local().send(post);

    assertThat(answer.text()).isEqualTo("POST yes hello");
    assertThat(answer.ok()).isTrue();
    assertThat(answer.header("x-KIND")).contains("test");
    assertThat(local().send(call("/missing")).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | host:localhost:",
        "host:localhost | host:localhost:",
        "host:other.example | host:localhost:",
        "host:*.localhost | host:localhost:",
      })
  void callsNobodyElse(String declared, String todo) {
    assertRefused("capability-needed", todo, () -> http(declared, true).send(call("/echo")));
  }

  @Test
  void aStarStandsForWhatIsBeforeTheFirstDot() {
    var hosts = new DeclaredHosts(Capabilities.of("host:*.acme.example,network:private"), false);

    // it is declared; what comes after is that nobody knows it
    assertRefused(
        "unavailable",
        "has no address",
        () -> hosts.require(URI.create("https://a.acme.example/")));
    for (var not : List.of("acme.example", "a.b.acme.example", "xacme.example")) {
      assertRefused(
          "capability-needed", not, () -> hosts.require(URI.create("https://" + not + "/")));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10.1.2.3", "192.168.7.9", "172.16.0.1", "100.64.1.1", "[fd00::1]", "198.18.0.1"})
  void aPrivateNetworkIsDeclaredToo(String host) {
    var uri = URI.create("https://" + host + "/");

    assertRefused(
        "capability-needed",
        "network:private",
        () -> new DeclaredHosts(Capabilities.of("host:" + host), false).require(uri));
    new DeclaredHosts(Capabilities.of("host:" + host + ",network:private"), false).require(uri);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "169.254.169.254", "0.0.0.0"})
  void thisMachineIsForNobody(String host) {
    var uri = URI.create("https://" + host + "/");

    assertRefused(
        "host-is-here",
        "--developer",
        () -> new DeclaredHosts(Capabilities.of("host:*,network:private"), false).require(uri));
  }

  @Test
  void inTheClearGoesToThisMachineOnlyAndForDevelopersOnly() {
    assertRefused(
        "host-is-here", "", () -> http("host:localhost:" + port, false).send(call("/echo")));
    assertThatThrownBy(
            () ->
                new DeclaredHosts(Capabilities.of("host:*,network:private"), true)
                    .require(URI.create("http://10.1.2.3/")))
        .isInstanceOf(Invalid.class);
  }

  @Test
  void followsToDeclaredHostsOnly() {
    var call = call("/here").header("X-Mine", "yes");

    assertThat(local().send(call).text()).isEqualTo("GET yes ");
    assertRefused("capability-needed", "host:elsewhere.example", () -> local().send(call("/away")));
    assertRefused(
        "capability-needed", "host:127.0.0.1:" + port, () -> local().send(call("/plain")));
    assertRefused("unavailable", "more than 5 times", () -> local().send(call("/round")));
  }

  @Test
  void takesNothingToAnotherHost() {
    var both = http("host:localhost:" + port + ",host:127.0.0.1:" + port, true);

    assertThat(both.send(call("/plain").header("X-Mine", "secret")).text()).isEqualTo("GET null ");
  }

  @Test
  void fillsInSecretsThatThePluginMayHave() {
    var both = http("host:localhost:" + port + ",host:127.0.0.1:" + port, true);
    var call = call("/echo").secret("X-Mine", "Bearer ", KEY);

    assertThat(both.send(call).text()).isEqualTo("GET Bearer s3cret ");
    assertThat(call.toString()).doesNotContain("s3cret");
    assertThat(both.send(call("/plain").secret("X-Mine", "Bearer ", KEY)).text())
        .isEqualTo("GET null ");
    assertRefused(
        "capability-needed",
        "secret:core.smtp",
        () -> both.send(call("/echo").secret("X-Mine", "", SecretName.of("core.smtp"))));
    assertThatThrownBy(
            () -> both.send(call("/echo").secret("X-Mine", "", SecretName.of("acme.none"))))
        .isInstanceOf(Invalid.class);
  }

  @Test
  void repeatsTheBodyWhereTheMethodStays() {
    var post =
        new HttpCall(
            "POST",
            call("/kept").uri(),
            Map.of("X-Mine", "yes"),
            Map.of(),
            "hello".getBytes(StandardCharsets.UTF_8),
            HttpCall.USUAL);

    assertThat(local().send(post).text()).isEqualTo("POST yes hello");
  }

  @Test
  void dropsAnAnswerThatIsTooLarge() {
    assertRefused("answer-too-large", "8 MiB", () -> local().send(call("/large")));
  }

  @Test
  void givesUpWhoIsTooSlow() {
    assertRefused(
        "unavailable",
        "no whole answer",
        () -> local().send(call("/slow").timeout(Duration.ofMillis(300))));
  }

  @Test
  void eightAtOnceAreEnough() {
    var http = local();
    var waiting = new ArrayList<CompletableFuture<?>>();
    var threads = Executors.newCachedThreadPool();
    try {
      for (int i = 0; i < 9; i++) {
        waiting.add(
            CompletableFuture.runAsync(
                () -> http.send(call("/slow").timeout(Duration.ofSeconds(5))), threads));
      }
      var first = CompletableFuture.anyOf(waiting.toArray(CompletableFuture[]::new));

      assertThatThrownBy(first::join)
          .cause()
          .isInstanceOfSatisfying(
              Problem.class, e -> assertThat(e.name()).isEqualTo("too-many-calls"));
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void headersOfTheConnectionAreNotThePlugins() {
    for (var name : List.of("Host", "Content-Length", "Connection")) {
      assertThatThrownBy(() -> local().send(call("/echo").header(name, "x")))
          .isInstanceOf(Invalid.class);
    }
    assertThatThrownBy(() -> local().send(call("/echo").header("X-Mine", "a\r\nX-Other: b")))
        .isInstanceOf(Invalid.class);
  }
}
