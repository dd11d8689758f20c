// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.oidc;

import io.custode.platform.internal.http.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Calls over HTTPS to one server: short, small, and without following it elsewhere. */
final class Https {
  private static final int MOST = 512 * 1024;

  /** What it said. */
  record Answer(int status, String body) {}

  private final HttpClient client;
  private final Duration longest;

  /**
   * @param longest that a call may take, however busy the server seems
   * @param ca certificates in PEM to trust instead of those that Java brings, or null
   * @throws GeneralSecurityException if they are none
   */
  Https(@Nullable String ca, Duration longest) throws GeneralSecurityException, IOException {
    this.longest = longest;
    var client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(longest);
    this.client = (ca == null ? client : client.sslContext(trusting(ca))).build();
  }

  private static SSLContext trusting(String ca) throws GeneralSecurityException, IOException {
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
    return context;
  }

  Answer get(URI from) throws IOException {
    return call(request(from).build());
  }

  /**
   * @param form already encoded
   */
  Answer post(URI to, Map<String, String> headers, String form) throws IOException {
    var request =
        request(to)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form));
    headers.forEach(request::header);
    return call(request.build());
  }

  private static HttpRequest.Builder request(URI uri) throws IOException {
    if (!"https".equals(uri.getScheme()) || uri.getHost() == null) {
      throw new IOException("Not HTTPS: " + uri.getScheme());
    }
    return HttpRequest.newBuilder(uri).header("Accept", "application/json");
  }

  private Answer call(HttpRequest request) throws IOException {
    var answer =
        client.sendAsync(request, BodyHandlers.ofInputStream()).thenApplyAsync(Https::read);
    try {
      // for all of it: a server that sends a byte now and then must not hold the caller
      return answer.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException(Reason.of(e), e);
    } catch (TimeoutException e) {
      throw new IOException("No whole answer within " + longest.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    } finally {
      answer.cancel(true);
    }
  }

  private static Answer read(HttpResponse<InputStream> answer) {
    try (var in = answer.body()) {
      var body = in.readNBytes(MOST + 1);
      if (body.length > MOST) {
        throw new IOException("Its answer is too long");
      }
      return new Answer(answer.statusCode(), new String(body, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }
}
