// SPDX-License-Identifier: Apache-2.0
package io.custode.benchmarks;

import io.custode.agent.protocol.Codec;
import io.custode.agent.protocol.Enrolment;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Makes agents: by tokens, as real ones come to be. */
final class Recruiter {
  private static final Pattern SECRET = Pattern.compile("\"secret\"\\s*:\\s*\"([^\"]+)\"");

  private final Options options;

  Recruiter(Options options) {
    this.options = options;
  }

  List<Identity> recruit(int many)
      throws IOException, GeneralSecurityException, InterruptedException {
    var server = options.server();
    if (server == null) {
      throw new IllegalArgumentException("Where from? Give --server or a --fleet file");
    }
    var secrets = options.tokens() == null ? askForTokens(many) : readTokens(many);
    var threads = Executors.newFixedThreadPool(4);
    try {
      var work = new ArrayList<Callable<Identity>>();
      for (var secret : secrets) {
        work.add(() -> enrol(server, secret));
      }
      var fleet = new ArrayList<Identity>();
      for (var result : threads.invokeAll(work)) {
        fleet.add(result.get());
      }
      return fleet;
    } catch (ExecutionException e) {
      throw new IOException("An agent could not be enrolled", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private List<String> readTokens(int many) throws IOException {
    var lines = Files.readAllLines(Objects.requireNonNull(options.tokens()));
    var secrets = lines.stream().map(String::strip).filter(l -> l.startsWith("cst1.")).toList();
    if (secrets.size() < many) {
      throw new IOException("The file has " + secrets.size() + " tokens for " + many + " agents");
    }
    return secrets.subList(0, many);
  }

  private List<String> askForTokens(int many)
      throws IOException, GeneralSecurityException, InterruptedException {
    var token = Files.readString(Objects.requireNonNull(options.apiToken())).strip();
    var uri =
        URI.create(options.rest() + "/api/v1/tenants/" + options.tenant() + "/enrolment-tokens");
    // a benchmark asks its own server, and shows it nothing but a token of a throw-away home
    var client = client(new Anybody());
    var secrets = new ArrayList<String>();
    while (secrets.size() < many) {
      var request =
          HttpRequest.newBuilder(uri)
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString("{\"site\":null,\"validFor\":\"P1D\"}"))
              .build();
      var response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() == 429) {
        Thread.sleep(1000);
        continue;
      }
      var secret = SECRET.matcher(response.body());
      if (response.statusCode() >= 300 || !secret.find()) {
        throw new IOException("No token: status " + response.statusCode());
      }
      secrets.add(secret.group(1));
    }
    return secrets;
  }

  private static Identity enrol(String server, String secret)
      throws IOException, GeneralSecurityException, InterruptedException {
    var part = secret.split("\\.");
    var keys = Identity.newKeys();
    var body =
        Codec.toJson(
            new Enrolment.Request(
                part[1],
                Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()),
                Identity.proof(keys, part[1]),
                "simulated-" + part[1].substring(part[1].length() - 8)));
    var request =
        HttpRequest.newBuilder(URI.create(server + "/enrol"))
            .timeout(Duration.ofSeconds(60))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    // a new client each time: machines do not share connections
    var response = client(new Pinned(part[2])).send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException("Refused: " + response.body());
    }
    var grant = Codec.fromJson(response.body(), Enrolment.Grant.class);
    return new Identity(
        grant.agent(),
        keys.getPrivate(),
        pem(grant.certificates().get(0)),
        pem(grant.certificates().get(1)),
        grant.mqtt());
  }

  private static X509Certificate pem(String text) throws GeneralSecurityException {
    return Identity.certificate(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static HttpClient client(TrustManager trust) throws GeneralSecurityException {
    var tls = SSLContext.getInstance("TLS");
    tls.init(null, new TrustManager[] {trust}, null);
    return HttpClient.newBuilder().sslContext(tls).version(HttpClient.Version.HTTP_1_1).build();
  }

  /** Trusts the authority that the secret names. */
  private record Pinned(String fingerprint) implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw new CertificateException("This is a client");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      try {
        var last = chain[chain.length - 1];
        var digest = MessageDigest.getInstance("SHA-256").digest(last.getEncoded());
        if (!HexFormat.of().formatHex(digest).equals(fingerprint)) {
          throw new CertificateException("Another authority than the token says");
        }
        chain[0].verify(last.getPublicKey());
        chain[0].checkValidity();
      } catch (GeneralSecurityException e) {
        throw new CertificateException("Not trusted", e);
      }
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  private static final class Anybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
