// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.custode.platform.internal.push.Browser;
import io.custode.platform.internal.push.P256;
import io.custode.platform.internal.push.Subscription;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/**
 * A small push service (RFC 8030) for some browsers. It takes only what shows by RFC 8292 that it
 * comes from whom the browser subscribed to.
 */
final class PushService implements AutoCloseable {
  private static final Pattern VAPID =
      Pattern.compile("vapid t=([\\w-]+)\\.([\\w-]+)\\.([\\w-]+), k=([\\w-]+)");
  private static final JsonMapper JSON = new JsonMapper();

  /** What it took. */
  record Taken(String browser, Map<String, List<String>> headers, byte[] body, JsonNode claims) {
    String header(String name) {
      return String.join(",", headers.getOrDefault(name, List.of()));
    }
  }

  private final HttpsServer server;
  private final InstantSource clock;
  private final Map<String, Browser> browsers = new ConcurrentHashMap<>();
  private final Map<String, Integer> moods = new ConcurrentHashMap<>();
  private final List<Taken> taken = new CopyOnWriteArrayList<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile String senderKey = "";

  PushService(SSLContext tls, InstantSource clock) throws IOException {
    this.clock = clock;
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/push/", this::answer);
    server.start();
  }

  private String origin() {
    return "https://localhost:" + server.getAddress().getPort();
  }

  /**
   * @param key whose messages it takes from now on, base64url
   */
  Subscription subscribe(String browser, String key) {
    senderKey = key;
    return browsers
        .computeIfAbsent(browser, name -> new Browser())
        .at(origin() + "/push/" + browser);
  }

  /** Answers so for a browser from now on. */
  void answers(String browser, int status) {
    moods.put(browser, status);
  }

  /** Whom something was sent to, taken or not. */
  List<String> asked() {
    return asked;
  }

  List<Taken> taken() {
    return taken;
  }

  /** What that browser shows. */
  JsonNode shown(Taken one) throws Exception {
    return JSON.readTree(browsers.get(one.browser()).open(one.body()));
  }

  private void answer(HttpExchange exchange) throws IOException {
    var browser = exchange.getRequestURI().getPath().substring("/push/".length());
    var body = exchange.getRequestBody().readAllBytes();
    asked.add(browser);
    int status = moods.getOrDefault(browser, 201);
    if (status == 201) {
      status = take(browser, exchange, body);
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private int take(String browser, HttpExchange exchange, byte[] body) {
    var headers = exchange.getRequestHeaders();
    if (!exchange.getRequestMethod().equals("POST") || headers.getFirst("TTL") == null) {
      return 400;
    }
    if (body.length > 4096) {
      return 413;
    }
    try {
      var claims = claims(String.valueOf(headers.getFirst("Authorization")));
      taken.add(new Taken(browser, Map.copyOf(headers), body, claims));
      return 201;
    } catch (Exception e) {
      return 403;
    }
  }

  private JsonNode claims(String authorization) throws Exception {
    var parts = VAPID.matcher(authorization);
    if (!parts.matches() || !parts.group(4).equals(senderKey)) {
      throw new SecurityException("not who it was subscribed to");
    }
    var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initVerify(P256.read(Base64.getUrlDecoder().decode(senderKey)));
    signature.update((parts.group(1) + "." + parts.group(2)).getBytes(US_ASCII));
    if (!signature.verify(Base64.getUrlDecoder().decode(parts.group(3)))) {
      throw new SecurityException("not signed by it");
    }
    var claims = JSON.readTree(new String(Base64.getUrlDecoder().decode(parts.group(2)), UTF_8));
    var end = Instant.ofEpochSecond(claims.get("exp").asLong());
    var now = clock.instant();
    if (!claims.get("aud").asText().equals(origin())
        || end.isBefore(now)
        || end.isAfter(now.plus(Duration.ofDays(1)))) {
      throw new SecurityException("not for here and now");
    }
    return claims;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
