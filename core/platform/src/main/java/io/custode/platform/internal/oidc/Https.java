// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.oidc;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Calls over HTTPS to one server: short, small, and without following it elsewhere. */
final class Https {
  private static final int MOST = 512 * 1024;

  /** What it said. */
  record Answer(int status, String body) {}

  private final @Nullable SSLSocketFactory sockets;
  private final Duration longest;

  /**
   * @param longest that a call may take, however busy the server seems
   * @param ca certificates in PEM to trust instead of those that Java brings, or null
   * @throws GeneralSecurityException if they are none
   */
  Https(@Nullable String ca, Duration longest) throws GeneralSecurityException, IOException {
    this.longest = longest;
    this.sockets = ca == null ? null : trusting(ca);
  }

  private static SSLSocketFactory trusting(String ca) throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int number = 0;
    for (var certificate :
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(ca.getBytes(StandardCharsets.UTF_8)))) {
      store.setCertificateEntry("ca" + number++, certificate);
    }
    if (number == 0) {
      throw new GeneralSecurityException("No certificate in it");
    }
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context.getSocketFactory();
  }

  Answer get(URI from) throws IOException {
    return call(from, Map.of(), null);
  }

  /**
   * @param form already encoded
   */
  Answer post(URI to, Map<String, String> headers, String form) throws IOException {
    return call(to, headers, form.getBytes(StandardCharsets.UTF_8));
  }

  private Answer call(URI uri, Map<String, String> headers, byte @Nullable [] body)
      throws IOException {
    var connection = open(uri);
    // a server that sends a byte now and then, be it of the headers, must not hold the caller
    var end =
        CompletableFuture.runAsync(
            connection::disconnect,
            CompletableFuture.delayedExecutor(longest.toMillis(), TimeUnit.MILLISECONDS));
    try {
      headers.forEach(connection::setRequestProperty);
      if (body != null) {
        connection.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(body.length);
        try (var out = connection.getOutputStream()) {
          out.write(body);
        }
      }
      return answer(connection);
    } finally {
      end.cancel(false);
      connection.disconnect();
    }
  }

  private HttpsURLConnection open(URI uri) throws IOException {
    if (!(uri.toURL().openConnection() instanceof HttpsURLConnection connection)) {
      throw new IOException("Not HTTPS: " + uri.getScheme());
    }
    if (sockets != null) {
      connection.setSSLSocketFactory(sockets);
    }
    connection.setInstanceFollowRedirects(false);
    connection.setConnectTimeout((int) longest.toMillis() / 2);
    connection.setReadTimeout((int) longest.toMillis() / 2);
    connection.setRequestProperty("Accept", "application/json");
    return connection;
  }

  private static Answer answer(HttpsURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    var stream = status < 400 ? connection.getInputStream() : connection.getErrorStream();
    var body = new ByteArrayOutputStream();
    if (stream != null) {
      try (stream) {
        var piece = new byte[8192];
        for (int n = stream.read(piece); n >= 0; n = stream.read(piece)) {
          body.write(piece, 0, n);
          if (body.size() > MOST) {
            throw new IOException("Its answer is too long");
          }
        }
      }
    }
    return new Answer(status, body.toString(StandardCharsets.UTF_8));
  }
}
