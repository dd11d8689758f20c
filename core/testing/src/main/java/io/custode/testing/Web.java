// SPDX-License-Identifier: Apache-2.0
package io.custode.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Somebody at the web door: nobody, a signed-in user, or the holder of an API token. */
public final class Web {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  static {
    // the platform closes a connection that nobody uses for 30 seconds: one that is taken up again
    // in that very moment would fail, and a POST is not sent twice
    System.setProperty("jdk.httpclient.keepalive.timeout", "20");
  }

  private final String url;
  private final HttpClient client;
  private final Map<String, String> headers;

  private Web(String url, HttpClient client, Map<String, String> headers) {
    this.url = url;
    this.client = client;
    this.headers = Map.copyOf(headers);
  }

  static Web anonymous(String url, Path authority) {
    var client =
        HttpClient.newBuilder()
            .sslContext(trusting(authority))
            .connectTimeout(Duration.ofSeconds(10))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    return new Web(url, client, Map.of());
  }

  /** Signs in and keeps the session. */
  public Web signIn(String user, String password) {
    Response response =
        new Web(url, client, Map.of())
            .post("/api/v1/session", Map.of("user", user, "password", password));
    if (response.status() != 200) {
      throw new AssertionError("Sign-in failed: " + response.status() + " " + response.body());
    }
    String cookie = response.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    String csrf = response.json().path("csrf").asText();
    return new Web(url, client, Map.of("Cookie", cookie, "X-CSRF-Token", csrf));
  }

  /**
   * @return the session's, {@code name=value}
   */
  String cookie() {
    return Objects.requireNonNull(headers.get("Cookie"), "Nobody is signed in here");
  }

  /** Uses an API token instead of a session. */
  public Web token(String bearer) {
    return new Web(url, client, Map.of("Authorization", "Bearer " + bearer));
  }

  public Response get(String path) {
    return send("GET", path, null);
  }

  /**
   * @param body JSON text, or something that Jackson writes
   */
  public Response post(String path, Object body) {
    return send("POST", path, body);
  }

  public Response put(String path, Object body) {
    return send("PUT", path, body);
  }

  public Response delete(String path) {
    return send("DELETE", path, null);
  }

  /** The same caller, whose requests have one more header, as a proxy on the way adds it. */
  public Web header(String name, String value) {
    var more = new HashMap<>(headers);
    more.put(name, value);
    return new Web(url, client, more);
  }

  /**
   * The same caller, with the same session, at another node's door.
   *
   * @param node its URL
   */
  public Web at(String node) {
    return new Web(node, client, headers);
  }

  /**
   * A stream as it comes; closing it ends the request.
   *
   * @param path of server-sent events
   */
  public Stream<String> lines(String path) {
    var request = HttpRequest.newBuilder(URI.create(url + path));
    headers.forEach(request::header);
    try {
      HttpResponse<Stream<String>> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofLines());
      if (response.statusCode() != 200) {
        throw new AssertionError("GET " + path + ": " + response.statusCode());
      }
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException("GET " + path + " failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted in GET " + path, e);
    }
  }

  /** Any method, any path. */
  public Response send(String method, String path, @Nullable Object body) {
    return body == null
        ? send(method, path, null, HttpRequest.BodyPublishers.noBody())
        : send(
            method,
            path,
            "application/json",
            HttpRequest.BodyPublishers.ofString(Response.text(body)));
  }

  /** Sends a file as it is. */
  public Response upload(String path, byte[] content) {
    return send(
        "POST", path, "application/octet-stream", HttpRequest.BodyPublishers.ofByteArray(content));
  }

  private Response send(
      String method, String path, @Nullable String type, HttpRequest.BodyPublisher body) {
    var request = HttpRequest.newBuilder(URI.create(url + path)).timeout(TIMEOUT);
    headers.forEach(request::header);
    if (type != null) {
      request.header("Content-Type", type);
    }
    request.method(method, body);
    try {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Response(response.statusCode(), response.body(), response.headers());
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path + " failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted in " + method + " " + path, e);
    }
  }

  /**
   * @return an SSL context that trusts the authorities in that file only
   */
  static SSLContext trusting(Path authority) {
    try {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      try (var pem = Files.newInputStream(authority)) {
        int count = 0;
        for (var each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
          store.setCertificateEntry("ca-" + count++, each);
        }
      }
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot trust " + List.of(authority), e);
    }
  }
}
