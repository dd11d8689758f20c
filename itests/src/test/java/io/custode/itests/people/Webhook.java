// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.people;

import com.sun.net.httpserver.HttpExchange;
import io.custode.itests.journey.TlsServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A help desk on this machine that notices are posted to, with a certificate of its own. */
final class Webhook implements AutoCloseable {
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
  private final TlsServer server;

  Webhook(Path directory) throws IOException, GeneralSecurityException {
    server = new TlsServer(directory.resolve("webhook.p12"), this::take);
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
    return server.trusting();
  }

  String url() {
    return server.url("/hook");
  }

  Queue<Request> came() {
    return came;
  }

  @Override
  public void close() {
    server.close();
  }
}
