// SPDX-License-Identifier: Apache-2.0
package io.custode.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The portal beside the console in a real Jetty, with the files that were built just now. */
class PortalServletTest {
  private static final Path BUILT = Path.of("target/classes/portal");
  private static final Path SOURCES = Path.of("ui/src");
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** A figure of the MSP's own, as a field would be called. */
  private static final Pattern COST =
      Pattern.compile(
          "(?i)\\b(unit|hourly|loaded|purchase)?_?(costs?|markup|wage|salary|profit)\\b");

  private static Server server;
  private static URI base;

  @BeforeAll
  static void start() throws Exception {
    server = new Server(new InetSocketAddress("127.0.0.1", 0));
    var context = new ServletContextHandler();
    var console =
        ConsoleFiles.of(Map.of("index.html", "<cu-shell>".getBytes(StandardCharsets.UTF_8)));
    context.addServlet(new ServletHolder(new ConsoleServlet(console)), "/*");
    var portal = ConsoleFiles.of(ConsoleServletTest.built(BUILT));
    context.addServlet(new ServletHolder(new PortalServlet(portal)), "/portal/*");
    server.setHandler(context);
    server.start();
    int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    base = URI.create("http://127.0.0.1:" + port);
  }

  @AfterAll
  static void stop() throws Exception {
    server.stop();
  }

  private static HttpResponse<String> get(String path, String... headers) throws Exception {
    var request = HttpRequest.newBuilder(base.resolve(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/portal",
        "/portal/",
        "/portal/sign-in",
        "/portal/account",
        "/portal/machines",
        "/portal/machines/01990000-0003-7000-8000-000000000001",
        "/portal/p/acmehello/greetings"
      })
  void everyRouteGetsThePageWithThePolicyOfTheConsole(String route) throws Exception {
    var response = get(route);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("<cu-portal>").doesNotContain("cu-shell");
    assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
        .startsWith("default-src 'none'; script-src 'self' 'sha256-")
        .endsWith("frame-ancestors 'none'");
  }

  @Test
  void itsFilesAndTheSdkComeFromThePortalAndAreKeptForGood() throws Exception {
    var page = get("/portal/").body();
    var named = Pattern.compile("[\"(](/portal/app/[^\")]+\\.(js|css))[\")]").matcher(page);
    int count = 0;
    while (named.find()) {
      var file = get(named.group(1));
      assertThat(file.statusCode()).as(named.group(1)).isEqualTo(200);
      assertThat(file.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
      count++;
    }
    assertThat(count).isGreaterThan(2);
    assertThat(page).containsPattern("\"@custode/sdk\":\"/portal/app/sdk-[^\"]+\\.js\"");
    assertThat(page).doesNotContain("\"/app/");
  }

  @Test
  void itIsAnAppOfItsOwn() throws Exception {
    var worker = get("/portal/sw.js");
    assertThat(worker.statusCode()).isEqualTo(200);
    assertThat(worker.headers().firstValue("Cache-Control").orElse("")).isEqualTo("no-cache");
    assertThat(worker.body())
        .contains("\"base\":\"/portal/\"")
        .doesNotContain("\"/app/")
        .as("it shows no notices")
        .doesNotContain("showNotification");
    var manifest = get("/portal/manifest.webmanifest").body();
    assertThat(manifest).contains("\"scope\":\"/portal/\"").doesNotContain("Custode");
  }

  @Test
  void anotherAddressIsToldAndNeverAFileOfTheBundle() throws Exception {
    assertThat(get("/portal/machnes", "Accept", "text/html").statusCode()).isEqualTo(404);
    assertThat(get("/portal/machnes", "Accept", "text/html").body()).contains("<cu-portal>");
    for (var path :
        new String[] {"/portal/index.html", "/portal/app/nothing.js", "/portal/users"}) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(404);
    }
  }

  /**
   * Of all elements that the sources define, only the portal's and the shared ones are built in.
   */
  @Test
  void noCodeOfTheConsoleAndNoCostIsInItsFiles() throws Exception {
    var consoles = new TreeMap<String, String>();
    for (var place : new String[] {"pages", "shell"}) {
      try (var files = Files.walk(SOURCES.resolve(place))) {
        for (var file : files.filter(f -> f.toString().endsWith(".ts")).toList()) {
          var tag =
              Pattern.compile("@customElement\\('([^']+)'\\)").matcher(Files.readString(file));
          while (tag.find()) {
            consoles.put(tag.group(1), file.toString());
          }
        }
      }
    }
    assertThat(consoles).hasSizeGreaterThan(30).containsKeys("cu-shell", "cu-users-page");
    var texts = new TreeMap<String, String>();
    ConsoleServletTest.built(BUILT)
        .forEach((name, content) -> texts.put(name, new String(content, StandardCharsets.UTF_8)));
    assertThat(texts.keySet()).anyMatch(name -> name.endsWith(".js"));
    texts.forEach(
        (name, text) -> {
          consoles.forEach(
              (tag, from) ->
                  assertThat(text)
                      .as("%s of %s in %s", tag, from, name)
                      .doesNotContain(tag + "'", tag + "\"", tag + "`"));
          if (!name.endsWith(".woff2")) {
            assertThat(text).as(name).doesNotContainPattern(COST);
          }
        });
  }
}
