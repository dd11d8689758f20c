// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Fetches a jar over HTTPS. Its checksum stands in the URL, so whatever the server or anybody
 * before it gives, it is that jar or none.
 */
final class Download {
  static final String SCHEME = "https:";
  private static final Duration CONNECT = Duration.ofSeconds(15);
  private static final Duration WHOLE = Duration.ofSeconds(120);
  private static final Pattern CHECKSUM = Pattern.compile("sha256=([0-9a-fA-F]{64})");
  private static final int OK = 200;

  private final HttpClient client;
  private final Duration patience;

  Download() {
    this(client().build(), WHOLE);
  }

  Download(HttpClient client, Duration patience) {
    this.client = client;
    this.patience = patience;
  }

  /** From HTTPS to HTTPS a server may send us on; never to anything else. */
  static HttpClient.Builder client() {
    return HttpClient.newBuilder()
        .connectTimeout(CONNECT)
        .followRedirects(HttpClient.Redirect.NORMAL);
  }

  /**
   * @param source {@code https://host/path#sha256=<hexadecimal>}
   * @throws Invalid if it is no such URL, or what comes is too large
   * @throws Conflict if nothing comes, or another jar
   */
  byte[] read(String source) {
    var uri = JarSource.uri(source);
    var checksum = CHECKSUM.matcher(String.valueOf(uri.getRawFragment()));
    if (uri.getHost() == null || uri.getUserInfo() != null || !checksum.matches()) {
      throw Invalid.field(
          "source",
          "must be https://host/plugin.jar#sha256= and the jar's SHA-256, without user or password");
    }
    var bytes = fetch(URI.create(source.substring(0, source.indexOf('#'))));
    if (!Fingerprint.of(bytes).equalsIgnoreCase(checksum.group(1))) {
      throw new Conflict(
          "plugin-checksum",
          "The server gave another jar than the checksum names; nothing was installed.",
          "Ask its publisher for the checksum, and get both anew.");
    }
    return bytes;
  }

  private byte[] fetch(URI uri) {
    var request = HttpRequest.newBuilder(uri).timeout(patience).build();
    // the request's timeout ends with the headers: the body has its own share
    var answer =
        client.sendAsync(request, BodyHandlers.ofInputStream()).thenApplyAsync(Download::body);
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Invalid invalid) {
        throw invalid;
      }
      throw unreachable(uri, reason(e), e);
    } catch (TimeoutException e) {
      throw unreachable(uri, "it did not come within " + patience.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(uri, "it was interrupted", e);
    } finally {
      answer.cancel(true);
    }
  }

  private static byte[] body(java.net.http.HttpResponse<java.io.InputStream> answer) {
    try (var in = answer.body()) {
      if (answer.statusCode() != OK) {
        throw new IllegalStateException("it answers " + answer.statusCode());
      }
      if (answer.headers().firstValueAsLong("Content-Length").orElse(0) > JarSource.MAX_BYTES) {
        throw tooLarge();
      }
      var bytes = in.readNBytes(JarSource.MAX_BYTES + 1);
      if (bytes.length > JarSource.MAX_BYTES) {
        throw tooLarge();
      }
      return bytes;
    } catch (IOException e) {
      throw new IllegalStateException("it broke off", e);
    }
  }

  private static Invalid tooLarge() {
    return Invalid.field("source", "is larger than 64 MiB");
  }

  private static String reason(ExecutionException e) {
    Throwable cause = e;
    while (cause.getCause() != null && !(cause instanceof IllegalStateException)) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  private static Conflict unreachable(URI uri, String why, Exception cause) {
    var conflict =
        new Conflict(
            "plugin-not-fetched",
            "The jar could not be fetched from " + uri.getHost() + ": " + why + ".",
            "Nothing was changed. Check the address from the platform's machine, or upload the"
                + " jar.");
    conflict.initCause(cause);
    return conflict;
  }
}
