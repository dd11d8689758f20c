// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.people;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.custode.itests.journey.ThisHost;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.HexFormat;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A help desk on this machine that notices are posted to, with a certificate of its own. */
final class Webhook implements AutoCloseable {
  private static final String PASSWORD = "changeit";

  /** What came. */
  record Request(String body, String timestamp, String signature) {
    /**
     * @return whether who sent it knows the secret, as docs/alerts.md has it
     */
    boolean isSignedWith(String secret) throws GeneralSecurityException {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      var hash = mac.doFinal((timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
      return signature.equals("v1=" + HexFormat.of().formatHex(hash));
    }
  }

  private final Queue<Request> came = new ConcurrentLinkedQueue<>();
  private final Path keys;
  private final HttpsServer server;

  Webhook(Path directory) throws IOException, GeneralSecurityException {
    keys = directory.resolve("webhook.p12");
    ThisHost.tool(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-J-XX:TieredStopAtLevel=1",
        "-genkeypair",
        "-alias",
        "hook",
        "-keyalg",
        "EC",
        "-dname",
        "CN=localhost",
        "-ext",
        "san=dns:localhost",
        "-storepass",
        PASSWORD,
        "-keystore",
        keys.toString());
    var store = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD.toCharArray());
    }
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD.toCharArray());
    var tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.createContext("/", this::take);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    came.add(
        new Request(
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
            headers.getFirst("Custode-Timestamp"),
            headers.getFirst("Custode-Signature")));
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  /** Options of a Java that trusts it. */
  String trusting() {
    return " -Djavax.net.ssl.trustStore="
        + keys
        + " -Djavax.net.ssl.trustStorePassword="
        + PASSWORD;
  }

  String url() {
    return "https://localhost:" + server.getAddress().getPort() + "/hook";
  }

  Queue<Request> came() {
    return came;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
