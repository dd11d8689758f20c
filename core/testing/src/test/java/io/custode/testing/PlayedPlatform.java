// SPDX-License-Identifier: Apache-2.0
package io.custode.testing;

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
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A platform that is played by a web server, which answers as a test says and signs everybody in.
 */
final class PlayedPlatform implements AutoCloseable {
  /** What it answers. */
  record Answer(int status, String type, String body) {
    static Answer json(String body) {
      return new Answer(200, "application/json", body);
    }

    static Answer created(String body) {
      return new Answer(201, "application/json", body);
    }

    static Answer page(String body) {
      return new Answer(200, "text/html;charset=utf-8", body);
    }
  }

  private static final char[] SECRET = "not-secret".toCharArray();

  private final Function<String, Answer> answers;
  private final HttpsServer server;
  final Custode custode;

  /**
   * @param answers by path
   */
  PlayedPlatform(Path home, Function<String, Answer> answers) throws Exception {
    this.answers = answers;
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
    server.createContext("/", this::answer);
    // a browser opens connections that it does not use at once
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
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

  private void answer(HttpExchange exchange) throws IOException {
    var answer = answers.apply(exchange.getRequestURI().getPath());
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().add("Set-Cookie", "session=1; Path=/");
    exchange.getResponseHeaders().add("Content-Type", answer.type());
    var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    System.clearProperty("custode.distribution");
  }
}
