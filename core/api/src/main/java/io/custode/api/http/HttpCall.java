// SPDX-License-Identifier: Apache-2.0
package io.custode.api.http;

import io.custode.api.error.Invalid;
import io.custode.api.secret.SecretName;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A call to a host.
 *
 * @param method {@code GET}, {@code HEAD}, {@code POST}, {@code PUT}, {@code PATCH} or {@code
 *     DELETE}
 * @param uri {@code https://host/path}, without a user or a fragment; at most 4,000 characters
 * @param headers at most 50, together 16 KiB; those of the connection itself are not taken
 * @param secrets headers whose values the platform fills in, so that the plugin need not see them
 * @param body at most 8 MiB, not to be changed; empty: none
 * @param timeout for all of it, redirects too: at most 2 minutes. A route has 30 seconds in all
 */
public record HttpCall(
    String method,
    URI uri,
    Map<String, String> headers,
    Map<String, SecretHeader> secrets,
    byte[] body,
    Duration timeout) {
  /** Bytes of a body, out and back. */
  public static final int MAX_BODY = 8 << 20;

  /** What it takes unless it says otherwise. */
  public static final Duration USUAL = Duration.ofSeconds(10);

  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final int MOST_HEADERS = 50;
  private static final int LONGEST_HEADERS = 16 << 10;
  private static final int LONGEST_URI = 4_000;
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

  /**
   * A header with a secret in it.
   *
   * @param before what stands before the secret: {@code "Bearer "}
   * @param secret its name; the plugin's own, or one that it declares
   */
  public record SecretHeader(String before, SecretName secret) {}

  /**
   * @throws Invalid if one of them is not as it must be
   */
  public HttpCall {
    headers = Map.copyOf(headers);
    secrets = Map.copyOf(secrets);
    if (!METHODS.contains(method)) {
      throw Invalid.field("method", "must be one of " + String.join(", ", METHODS));
    }
    if (uri.getHost() == null
        || uri.getUserInfo() != null
        || uri.getFragment() != null
        || uri.toString().length() > LONGEST_URI) {
      throw Invalid.field(
          "uri",
          "must be https://host/path, without a user or a fragment, at most 4000 characters");
    }
    int length =
        headers.entrySet().stream()
            .mapToInt(h -> h.getKey().length() + h.getValue().length())
            .sum();
    if (headers.size() + secrets.size() > MOST_HEADERS || length > LONGEST_HEADERS) {
      throw Invalid.field("headers", "must be at most 50, together at most 16 KiB");
    }
    if (body.length > MAX_BODY) {
      throw Invalid.field("body", "must be at most 8 MiB");
    }
    if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST) > 0) {
      throw Invalid.field("timeout", "must be more than nothing and at most 2 minutes");
    }
  }

  /** A call without a body, for ten seconds. */
  public static HttpCall of(String method, URI uri) {
    return new HttpCall(method, uri, Map.of(), Map.of(), new byte[0], USUAL);
  }

  public static HttpCall get(URI uri) {
    return of("GET", uri);
  }

  /** The same with one more header, or another value of one. */
  public HttpCall header(String name, String value) {
    return new HttpCall(method, uri, with(headers, name, value), secrets, body, timeout);
  }

  /** The same with a secret in a header: {@code secret("Authorization", "Bearer ", apiKey)}. */
  public HttpCall secret(String name, String before, SecretName secret) {
    return new HttpCall(
        method, uri, headers, with(secrets, name, new SecretHeader(before, secret)), body, timeout);
  }

  /** The same with a body. */
  public HttpCall body(String type, byte[] content) {
    return new HttpCall(
        method, uri, with(headers, "Content-Type", type), secrets, content, timeout);
  }

  /** The same with more or less patience. */
  public HttpCall timeout(Duration patience) {
    return new HttpCall(method, uri, headers, secrets, body, patience);
  }

  private static <T> Map<String, T> with(Map<String, T> all, String name, T value) {
    var more = new LinkedHashMap<>(all);
    more.put(name, value);
    return more;
  }

  @Override
  public String toString() {
    return "HttpCall[" + method + " " + uri + "]";
  }
}
