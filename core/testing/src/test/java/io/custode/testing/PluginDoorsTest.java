// SPDX-License-Identifier: Apache-2.0
package io.custode.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A platform that lets everybody in, played by a web server: each open door is named. */
class PluginDoorsTest {
  private static final String ROUTES =
      """
      {"paths": {"/plugins/acme/notes": {"post": {"x-permission": "acme.note.write",
        "requestBody": {"content": {"application/json": {"example": {"text": "x"}}}}}}}}
      """;
  private static final String COMMANDS =
      """
      {"items": [{"name": "acme.note-write"}, {"name": "msp.backup"}]}
      """;
  private static final char[] SECRET = "not-secret".toCharArray();

  @TempDir Path home;

  private HttpsServer server;
  private Custode custode;

  @BeforeEach
  void start() throws Exception {
    System.setProperty("custode.distribution", home.toString());
    custode = Custode.at(home);
    var store = home.resolve("web.p12");
    keytool(
        "-genkeypair -storetype PKCS12 -alias web -keyalg EC -dname CN=localhost -ext"
            + " san=dns:localhost",
        store);
    Files.createDirectories(home.resolve("keys"));
    keytool("-exportcert -rfc -alias web -file " + home.resolve("keys/ca.pem"), store);
    server =
        HttpsServer.create(
            new InetSocketAddress("localhost", URI.create(custode.url()).getPort()), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(serving(store)));
    server.createContext("/", this::letIn);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    System.clearProperty("custode.distribution");
  }

  private static void keytool(String words, Path store) {
    var program = Path.of(System.getProperty("java.home"), "bin/keytool").toString();
    var command = new ArrayList<>(List.of(program));
    command.addAll(List.of(words.split(" ")));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", new String(SECRET)));
    Programs.run(Duration.ofMinutes(1), command).ok();
  }

  private static SSLContext serving(Path store) throws Exception {
    var keys = KeyStore.getInstance(store.toFile(), SECRET);
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, SECRET);
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private void letIn(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    var made = path.equals("/api/v1/roles") || path.equals("/api/v1/tenants");
    var body =
        switch (path) {
          case "/api/v1/openapi.json" -> ROUTES;
          case "/api/v1/commands" -> COMMANDS;
          case "/api/v1/permissions" -> "{\"items\": [{\"permission\": \"core.asset.read\"}]}";
          default -> "{\"id\": \"1\", \"csrf\": \"2\", \"password\": \"3\"}";
        };
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().add("Set-Cookie", "session=1; Path=/");
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(made ? 201 : 200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Test
  void eachOpenDoorIsNamed() {
    assertThat(PluginDoors.faults(custode, "acme"))
        .containsExactly(
            "POST /api/v1/plugins/acme/notes signed out: 200 instead of 401",
            "POST /api/v1/plugins/acme/notes without the permission: 200 instead of 403",
            "POST /api/v1/plugins/acme/notes with a field that nobody knows: 200 instead of 400",
            "/api/v1/commands/acme.note-write signed out: 200 instead of 401",
            "/api/v1/commands/acme.note-write without the permission: 200 instead of 403",
            "/api/v1/commands/acme.note-write with a field that nobody knows: 200 instead of 400");
  }

  @Test
  void aPluginThatIsNotThereHasNotPassed() {
    assertThatThrownBy(() -> PluginDoors.faults(custode, "nobody"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("is it installed");
  }
}
