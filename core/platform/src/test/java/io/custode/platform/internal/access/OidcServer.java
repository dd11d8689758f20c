// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.custode.api.id.Uuid7;
import java.io.FileInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A small OpenID provider over HTTPS, with a certificate that Java does not know. */
final class OidcServer implements AutoCloseable {
  static final String CLIENT = "custode here";
  static final String SECRET = "s+cret/of client";

  private record Grant(String nonce, String challenge, String redirect) {}

  private static final char[] PASSWORD = "changeit".toCharArray();

  private final HttpsServer server;
  private final SSLContext tls;
  private final Map<String, Grant> grants = new ConcurrentHashMap<>();
  final String ca;
  final String issuer;
  final AtomicInteger keysAsked = new AtomicInteger();
  private volatile RSAKey key = newKey();

  /** Whoever signs in there. */
  volatile JWTClaimsSet person = new JWTClaimsSet.Builder().build();

  /** How the token is made, for those that must be refused. */
  volatile UnaryOperator<JWTClaimsSet> twist = claims -> claims;

  volatile Maker maker = OidcServer::signed;

  /** Makes a token of claims. */
  interface Maker {
    String token(JWTClaimsSet claims, RSAKey key) throws JOSEException;
  }

  OidcServer(Path home) throws Exception {
    var store = keyStore(home.resolve("oidc.p12"));
    ca =
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(store.getCertificate("oidc").getEncoded())
            + "\n-----END CERTIFICATE-----\n";
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    tls = SSLContext.getInstance("TLS");
    tls.init(keys.getKeyManagers(), null, null);
    server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    issuer = "https://localhost:" + server.getAddress().getPort();
    server.createContext("/.well-known/openid-configuration", e -> answer(e, 200, metadata()));
    server.createContext("/keys", this::keys);
    server.createContext("/token", this::token);
    server.start();
  }

  /**
   * A server that never comes to an end: it says something, then a letter now and then.
   *
   * @param says nothing: it only listens
   */
  ServerSocket dripping(String says) throws IOException {
    var slow =
        tls.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    var thread = new Thread(() -> drip(slow, says), "dripping");
    thread.setDaemon(true);
    thread.start();
    return slow;
  }

  private static void drip(ServerSocket slow, String says) {
    while (!slow.isClosed()) {
      try (var caller = slow.accept();
          var out = caller.getOutputStream()) {
        caller.setSoTimeout(20);
        out.write(says.getBytes(StandardCharsets.US_ASCII));
        while (!slow.isClosed()) {
          try {
            if (caller.getInputStream().read() < 0) {
              break;
            }
          } catch (SocketTimeoutException e) {
            out.write(says.isEmpty() ? new byte[0] : new byte[] {'x'});
          }
        }
      } catch (IOException e) {
        // the caller gave up, as he should
      }
    }
  }

  private static KeyStore keyStore(Path file) throws Exception {
    if (!Files.exists(file)) {
      var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
      var made =
          new ProcessBuilder(
                  List.of(
                      tool,
                      "-genkeypair",
                      "-alias",
                      "oidc",
                      "-keyalg",
                      "EC",
                      "-dname",
                      "CN=oidc",
                      "-ext",
                      "san=dns:localhost",
                      "-storetype",
                      "PKCS12",
                      "-keystore",
                      file.toString(),
                      "-storepass",
                      new String(PASSWORD)))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!made.waitFor(30, TimeUnit.SECONDS) || made.exitValue() != 0) {
        throw new AssertionError("keytool failed");
      }
    }
    var store = KeyStore.getInstance("PKCS12");
    try (var in = new FileInputStream(file.toFile())) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  static RSAKey newKey() {
    try {
      return new RSAKeyGenerator(2048).keyID(Uuid7.next()).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  void rotate() {
    key = newKey();
  }

  RSAKey key() {
    return key;
  }

  private String metadata() {
    return "{\"issuer\":\"%1$s\",\"authorization_endpoint\":\"%1$s/authorize?tenant=7\",\"token_endpoint\":\"%1$s/token\",\"jwks_uri\":\"%1$s/keys\",\"end_session_endpoint\":\"%1$s/end\"}"
        .formatted(issuer);
  }

  private void keys(HttpExchange exchange) throws IOException {
    keysAsked.incrementAndGet();
    answer(exchange, 200, new JWKSet(key.toPublicJWK()).toString());
  }

  /** What happens in the browser: somebody agrees, and is sent back with this query. */
  Map<String, String> agree(URI departure) {
    var asked = decoded(departure.getRawQuery());
    if (!asked.get("client_id").equals(CLIENT)
        || !asked.get("response_type").equals("code")
        || !asked.get("code_challenge_method").equals("S256")
        || !asked.get("tenant").equals("7")) {
      throw new AssertionError("Not what a program asks: " + asked.keySet());
    }
    var code = Uuid7.next();
    grants.put(
        code,
        new Grant(asked.get("nonce"), asked.get("code_challenge"), asked.get("redirect_uri")));
    return new HashMap<>(
        Map.of("code", code, "state", asked.get("state"), "session_state", "x", "iss", issuer));
  }

  private void token(HttpExchange exchange) throws IOException {
    var form =
        decoded(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII));
    var grant = grants.remove(form.getOrDefault("code", ""));
    var basic =
        Base64.getEncoder()
            .encodeToString("custode+here:s%2Bcret%2Fof+client".getBytes(StandardCharsets.UTF_8));
    if (grant == null
        || !("Basic " + basic).equals(exchange.getRequestHeaders().getFirst("Authorization"))
        || !grant.redirect().equals(form.get("redirect_uri"))
        || !grant.challenge().equals(s256(form.getOrDefault("code_verifier", "")))) {
      answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
      return;
    }
    var now = Instant.now();
    var claims =
        new JWTClaimsSet.Builder(person)
            .issuer(issuer)
            .audience(CLIENT)
            .claim("nonce", grant.nonce())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(Duration.ofMinutes(5))))
            .build();
    try {
      var token = maker.token(twist.apply(claims), key);
      answer(exchange, 200, "{\"token_type\":\"Bearer\",\"id_token\":\"" + token + "\"}");
    } catch (JOSEException e) {
      throw new IOException(e);
    }
  }

  static String signed(JWTClaimsSet claims, RSAKey key) throws JOSEException {
    return signed(
        claims,
        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
        new RSASSASigner(key));
  }

  static String signed(JWTClaimsSet claims, JWSHeader header, JWSSigner signer)
      throws JOSEException {
    var token = new SignedJWT(header, claims);
    token.sign(signer);
    return token.serialize();
  }

  private static String s256(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, String> decoded(String form) {
    var all = new HashMap<String, String>();
    for (var pair : form.split("&")) {
      var parts = pair.split("=", 2);
      all.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return all;
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
