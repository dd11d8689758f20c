// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.custode.agent.protocol.Codec;
import io.custode.agent.protocol.Enrolment;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** The platform's port for agents, as small as it can be: one secret, one agent id. */
public final class TestPort implements AutoCloseable {
  public static final String AGENT = "0197f2a0-0000-7000-8000-000000000001";
  public static final String SECRET = "random-part-of-the-secret";

  public final List<String> requests = new CopyOnWriteArrayList<>();
  public final Map<String, byte[]> modules = new ConcurrentHashMap<>();

  /** What the next grants say. */
  public volatile Instant renewAfter = Instant.now().plus(Duration.ofDays(10));

  public volatile String mqtt = "ssl://localhost:1";

  /** Which authorities the next grants name, and whom they are by. */
  public volatile @Nullable List<Authority> roots;

  public volatile Authority authority;

  private final HttpsServer server;

  public TestPort(Authority authority, SSLContext tls) throws IOException {
    this.authority = authority;
    server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 10);
    server.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters parameters) {
            var wanted = tls.getDefaultSSLParameters();
            wanted.setWantClientAuth(true);
            parameters.setSSLParameters(wanted);
          }
        });
    server.createContext("/enrol", this::enrol);
    server.createContext("/renew", this::renew);
    server.createContext("/modules/", this::module);
    server.createContext(
        "/leave",
        exchange -> {
          requests.add("leave " + peer(exchange));
          answer(exchange, 200, "{}");
        });
    server.start();
  }

  public URI address() {
    return URI.create("https://localhost:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void enrol(HttpExchange exchange) throws IOException {
    var request = Codec.fromJson(body(exchange), Enrolment.Request.class);
    requests.add("enrol " + request.hostname());
    if (!request.secret().equals(SECRET)) {
      answer(
          exchange,
          403,
          Codec.toJson(
              new Enrolment.Refusal("used-token", "This token was used.", "Ask for a new one.")));
      return;
    }
    grant(exchange, AGENT, request.publicKey(), request.proof(), request.secret());
  }

  private void renew(HttpExchange exchange) throws IOException {
    var request = Codec.fromJson(body(exchange), Enrolment.Renewal.class);
    requests.add("renew " + peer(exchange));
    grant(exchange, AGENT, request.publicKey(), request.proof(), AGENT);
  }

  private void module(HttpExchange exchange) throws IOException {
    requests.add("module " + peer(exchange) + ' ' + exchange.getRequestURI());
    var jar = modules.get(exchange.getRequestURI().getPath());
    if (jar == null) {
      answer(exchange, 404, "{}");
    } else {
      exchange.sendResponseHeaders(200, jar.length);
      exchange.getResponseBody().write(jar);
      exchange.close();
    }
  }

  private void grant(HttpExchange exchange, String agent, String key, String proof, String over)
      throws IOException {
    try {
      var decoded = new X509EncodedKeySpec(Base64.getDecoder().decode(key));
      PublicKey own = KeyFactory.getInstance("EC").generatePublic(decoded);
      var signature = Signature.getInstance("SHA256withECDSA");
      signature.initVerify(own);
      signature.update(over.getBytes(UTF_8));
      if (!signature.verify(Base64.getDecoder().decode(proof))) {
        answer(exchange, 400, "{}");
        return;
      }
      var certificates =
          List.of(
              Authority.pem(authority.issue(agent, own)), Authority.pem(authority.certificate()));
      var grant =
          new Enrolment.Grant(
              agent, certificates, mqtt, Instant.now(), renewAfter, null, named(roots));
      answer(exchange, 200, Codec.toJson(grant));
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private static @Nullable List<String> named(@Nullable List<Authority> roots) throws IOException {
    if (roots == null) {
      return null;
    }
    var named = new ArrayList<String>();
    for (var root : roots) {
      named.add(Authority.pem(root.certificate()));
    }
    return named;
  }

  private static String peer(HttpExchange exchange) {
    try {
      return ((HttpsExchange) exchange).getSSLSession().getPeerPrincipal().getName();
    } catch (SSLPeerUnverifiedException e) {
      return "nobody";
    }
  }

  private static String body(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), UTF_8);
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    var bytes = json.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
