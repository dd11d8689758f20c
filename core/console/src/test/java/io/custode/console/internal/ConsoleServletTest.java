// SPDX-License-Identifier: Apache-2.0
package io.custode.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The servlet in a real Jetty, with the files that were built just now. */
class ConsoleServletTest {
  private static final Path BUILT = Path.of("target/classes/console");
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static Server server;
  private static URI base;

  @BeforeAll
  static void start() throws Exception {
    server = new Server(new InetSocketAddress("127.0.0.1", 0));
    var context = new ServletContextHandler();
    context.addServlet(new ServletHolder(new ConsoleServlet(ConsoleFiles.of(built(BUILT)))), "/*");
    server.setHandler(context);
    server.start();
    base =
        URI.create(
            "http://127.0.0.1:" + ((ServerConnector) server.getConnectors()[0]).getLocalPort());
  }

  @AfterAll
  static void stop() throws Exception {
    server.stop();
  }

  /** All files of a directory, by their names in it. */
  static TreeMap<String, byte[]> built(Path directory) throws IOException {
    var files = new TreeMap<String, byte[]>();
    try (var all = Files.walk(directory)) {
      for (var file : all.filter(Files::isRegularFile).toList()) {
        var name = directory.relativize(file).toString().replace('\\', '/');
        files.put(name, Files.readAllBytes(file));
      }
    }
    return files;
  }

  private static HttpResponse<byte[]> get(String path, String... headers) throws Exception {
    var request = HttpRequest.newBuilder(base.resolve(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private static String script() throws Exception {
    var found = Pattern.compile("src=\"(/app/[^\"]+\\.js)\"").matcher(text(get("/")));
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/sign-in",
        "/users",
        "/account",
        "/assets",
        "/assets/01990000-0003-7000-8000-000000000001",
        "/tenants",
        "/tenants/01990000-0001-7000-8000-000000000001",
        "/policies",
        "/calendars",
        "/api-docs",
        "/p/acmehello/greetings"
      })
  void everyRouteGetsThePage(String route) throws Exception {
    var response = get(route);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(text(response)).contains("<cu-shell>");
    assertThat(header(response, "Content-Type")).isEqualToIgnoringCase("text/html;charset=utf-8");
    assertThat(header(response, "Cache-Control")).isEqualTo("no-cache");
  }

  @Test
  void policyAllowsOwnFilesAndTheInlineScriptAndImportMapByTheirHashesOnly() throws Exception {
    assertThat(header(get("/"), "Content-Security-Policy"))
        .matches(
            "default-src 'none'; script-src 'self'( 'sha256-[A-Za-z0-9+/]{43}='){2};"
                + " style-src-elem 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:;"
                + " font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self';"
                + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/nothing.js"})
  void everyAnswerForbidsGuessingTypesAndHidesTheAddress(String path) throws Exception {
    var response = get(path);
    assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(response, "Referrer-Policy")).isEqualTo("same-origin");
  }

  @Test
  void filesAreKeptForGoodAndComeZippedIfAsked() throws Exception {
    var plain = get(script());
    assertThat(plain.statusCode()).isEqualTo(200);
    assertThat(header(plain, "Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
    assertThat(header(plain, "Content-Type")).startsWith("text/javascript");
    var zipped = get(script(), "Accept-Encoding", "gzip");
    assertThat(header(zipped, "Content-Encoding")).isEqualTo("gzip");
    assertThat(zipped.body().length).isLessThan(plain.body().length / 2);
    assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes())
        .isEqualTo(plain.body());
  }

  @Test
  void pluginsFindTheSdkByItsNameAndItsContractAtAnAddressThatStays() throws Exception {
    var sdk = Pattern.compile("\\{\"@custode/sdk\":\"(/app/sdk-[^\"]+\\.js)\"}");
    var named = sdk.matcher(text(get("/")));
    assertThat(named.find()).isTrue();
    assertThat(text(get(named.group(1)))).contains("CustodeElement");
    for (var file : List.of("1.0/sdk.d.ts", "1.1/sdk.d.ts", "1.1/contributions.schema.json")) {
      var response = get("/ui/sdk/" + file);
      assertThat(response.statusCode()).as(file).isEqualTo(200);
      assertThat(header(response, "Cache-Control")).isEqualTo("no-cache");
    }
  }

  @Test
  void theWorkerIsAskedForEachTimeAndMayAskThisServerOnly() throws Exception {
    var response = get("/sw.js");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "Content-Type")).startsWith("text/javascript");
    assertThat(header(response, "Cache-Control")).isEqualTo("no-cache");
    assertThat(header(response, "Content-Security-Policy"))
        .isEqualTo("default-src 'none'; connect-src 'self'");
    assertThat(get("/sw.js", "If-None-Match", header(response, "ETag")).statusCode())
        .isEqualTo(304);
    var kept = Pattern.compile("\"(/app/[^\"]+)\"").matcher(text(response)).results().toList();
    assertThat(kept).hasSizeGreaterThan(3);
    for (var file : kept) {
      assertThat(get(file.group(1)).statusCode()).as(file.group(1)).isEqualTo(200);
    }
  }

  @Test
  void theManifestNamesIconsThatAreThere() throws Exception {
    assertThat(text(get("/"))).contains("<link rel=\"manifest\" href=\"/manifest.webmanifest\">");
    var response = get("/manifest.webmanifest");
    assertThat(header(response, "Content-Type")).isEqualTo("application/manifest+json");
    assertThat(header(response, "Cache-Control")).isEqualTo("no-cache");
    var icons = Pattern.compile("\"src\":\"([^\"]+)\"").matcher(text(response)).results().toList();
    assertThat(icons).hasSize(3);
    for (var icon : icons) {
      assertThat(header(get(icon.group(1)), "Content-Type")).isEqualTo("image/png");
    }
  }

  @Test
  void unchangedPageIsNotSentAgain() throws Exception {
    var tag = header(get("/assets"), "ETag");
    var again = get("/assets", "If-None-Match", tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/app/nothing.js",
        "/app/",
        "/index.html",
        "/favicon.ico",
        "/app/..%2f..%2fMETA-INF/MANIFEST.MF",
        "/app/%2e%2e/%2e%2e/META-INF/MANIFEST.MF",
        "/io/custode/console/internal/ConsoleServlet.class",
        "/api/v1/assets",
        "/health",
        "/metrics"
      })
  void whatIsNoFileOfTheConsoleIsNotFound(String path) throws Exception {
    var response = get(path);
    assertThat(response.statusCode()).isIn(400, 404);
    assertThat(text(response)).doesNotContain("<cu-shell>");
  }

  @Test
  void mistypedAddressGetsThePageThatSaysSoButNeverThatOfAnotherServlet() throws Exception {
    var mistyped = get("/asets", "Accept", "text/html,*/*");
    assertThat(mistyped.statusCode()).isEqualTo(404);
    assertThat(text(mistyped)).contains("<cu-shell>");
    assertThat(header(mistyped, "Content-Security-Policy")).contains("default-src 'none'");
    assertThat(text(get("/api/v1/nothing", "Accept", "text/html"))).doesNotContain("<cu-shell>");
    assertThat(text(get("/health", "Accept", "text/html"))).doesNotContain("<cu-shell>");
  }

  @Test
  void changesAreRefused() throws Exception {
    var request =
        HttpRequest.newBuilder(base.resolve("/assets"))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    var response = CLIENT.send(request, HttpResponse.BodyHandlers.discarding());
    assertThat(response.statusCode()).isEqualTo(405);
  }
}
