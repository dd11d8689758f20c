// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.agent.protocol.Codec;
import io.custode.agent.protocol.Enrolment;
import io.custode.api.agent.Agent;
import io.custode.api.agent.AgentId;
import io.custode.api.agent.AgentRelease;
import io.custode.api.plugin.PluginId;
import io.custode.gateway.internal.agent.AgentRevoked;
import io.custode.gateway.internal.authority.CertificateAuthority;
import io.custode.gateway.internal.authority.KeyFiles;
import io.custode.gateway.internal.authority.Subject;
import io.custode.gateway.internal.testing.Client;
import io.custode.gateway.internal.testing.ReleaseFile;
import io.custode.gateway.internal.testing.TestPlatform;
import io.custode.persistence.testing.TestDatabases;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The agents' port over real TLS. */
class AgentsPortTest {
  @TempDir static Path home;
  private static TestPlatform platform;
  private AgentsPort port;

  @BeforeAll
  static void start() throws Exception {
    platform = new TestPlatform(TestDatabases.DERBY, home, 28883, "");
  }

  @AfterAll
  static void stop() {
    platform.close();
  }

  /** A port of its own for each test, since failures of one address are counted. */
  @BeforeEach
  void open() {
    if (port != null) {
      port.close();
    }
    port = port(platform);
  }

  private static AgentsPort port(TestPlatform of) {
    return new AgentsPort(
        of.settings,
        of.node,
        new AgentRequests(
            of.enroller, of.rows, of.modules, of.releases, of.authority, of.settings));
  }

  private HttpResponse<String> post(SSLContext tls, String path, String body) throws Exception {
    return send(tls, request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port.port() + path))
        .timeout(Duration.ofSeconds(20));
  }

  private static HttpResponse<String> send(SSLContext tls, HttpRequest.Builder request)
      throws Exception {
    return HttpClient.newBuilder()
        .sslContext(tls)
        .version(HttpClient.Version.HTTP_1_1)
        .build()
        .send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static SSLContext anonymous() throws Exception {
    return Client.tls(platform.authority);
  }

  private static String enrolment(Client client, String secret) throws Exception {
    return Codec.toJson(
        new Enrolment.Request(secret, client.publicKey(), client.proof(secret), "pc-7"));
  }

  private static Enrolment.Refusal refusal(HttpResponse<String> response) {
    return Codec.fromJson(response.body(), Enrolment.Refusal.class);
  }

  private record Enrolled(Client client, String id, X509Certificate certificate, SSLContext tls) {}

  private static X509Certificate certificate(String pem) throws Exception {
    var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
    return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(bytes);
  }

  private Enrolled enrol() throws Exception {
    var client = Client.make();
    var response = post(anonymous(), "/enrol", enrolment(client, platform.secret()));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    var grant = Codec.fromJson(response.body(), Enrolment.Grant.class);
    var own = certificate(grant.certificates().get(0));
    return new Enrolled(client, grant.agent(), own, client.tls(own, platform.authority));
  }

  @Test
  void enrolsOnce() throws Exception {
    var client = Client.make();
    var secret = platform.secret();
    var response = post(anonymous(), "/enrol", enrolment(client, secret));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Server")).isEmpty();
    var grant = Codec.fromJson(response.body(), Enrolment.Grant.class);
    assertThat(grant.mqtt()).isEqualTo("ssl://127.0.0.1:28883");
    assertThat(grant.certificates()).hasSize(2);
    assertThat(Duration.between(grant.clock(), Instant.now()).abs())
        .isLessThan(Duration.ofMinutes(1));
    assertThat(Duration.between(grant.clock(), grant.renewAfter())).isEqualTo(Duration.ofDays(10));
    var own = certificate(grant.certificates().get(0));
    own.verify(certificate(grant.certificates().get(1)).getPublicKey());
    assertThat(own.getPublicKey()).isEqualTo(client.keys().getPublic());
    assertThat(platform.rows.find(grant.agent())).isPresent();

    var again = post(anonymous(), "/enrol", enrolment(Client.make(), secret));
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(refusal(again).problem()).isEqualTo("token-used");
    assertThat(again.body()).doesNotContain(secret);
  }

  @Test
  void refusesWhatIsForgedMalformedOrTooLarge() throws Exception {
    var client = Client.make();
    var secret = platform.secret();
    var forged = post(anonymous(), "/enrol", enrolment(client, "x".repeat(75)));
    assertThat(forged.statusCode()).isEqualTo(401);
    assertThat(refusal(forged).problem()).isEqualTo("token-unknown");

    for (var body :
        new String[] {
          "",
          "{",
          "[]",
          "null",
          "{\"secret\":1}",
          "{}",
          Codec.toJson(new Enrolment.Request(secret, "AAAA", "AAAA", "pc")),
          Codec.toJson(
              new Enrolment.Request(secret, client.publicKey(), client.proof("other"), "pc")),
          Codec.toJson(
              new Enrolment.Request(secret, client.publicKey(), client.proof(secret), " ")),
          Codec.toJson(
              new Enrolment.Request(
                  secret, client.publicKey(), client.proof(secret), "x".repeat(256))),
          Codec.toJson(new Enrolment.Request(secret, rsa(), client.proof(secret), "pc"))
        }) {
      var response = post(anonymous(), "/enrol", body);
      assertThat(response.statusCode()).as(body).isEqualTo(400);
      assertThat(refusal(response).problem()).isEqualTo("malformed");
      assertThat(response.body()).doesNotContain(secret);
    }

    var large = post(anonymous(), "/enrol", "x".repeat(17 * 1024));
    assertThat(large.statusCode()).isEqualTo(413);
    // and without a length that is said before
    var chunked =
        send(
            anonymous(),
            request("/enrol")
                .POST(
                    HttpRequest.BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(new byte[17 * 1024]))));
    assertThat(chunked.statusCode()).isEqualTo(413);
    // after all that the token is still good
    assertThat(post(anonymous(), "/enrol", enrolment(client, secret)).statusCode()).isEqualTo(200);
  }

  private static String rsa() throws Exception {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return Base64.getEncoder().encodeToString(generator.generateKeyPair().getPublic().getEncoded());
  }

  @Test
  void slowsDownWhoeverGuesses() throws Exception {
    HttpResponse<String> last = null;
    for (int i = 0; i < 21; i++) {
      last = post(anonymous(), "/enrol", "{}");
    }
    assertThat(last.statusCode()).isEqualTo(429);
    assertThat(refusal(last).problem()).isEqualTo("too-many");
    assertThat(last.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void renewsForItsOwnerOnly() throws Exception {
    var agent = enrol();
    var next = Client.make();
    var body = Codec.toJson(new Enrolment.Renewal(next.publicKey(), next.proof(agent.id())));
    assertThat(post(anonymous(), "/renew", body).statusCode()).isEqualTo(401);

    var response = post(agent.tls(), "/renew", body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    var grant = Codec.fromJson(response.body(), Enrolment.Grant.class);
    assertThat(grant.agent()).isEqualTo(agent.id());
    assertThat(certificate(grant.certificates().get(0)).getPublicKey())
        .isEqualTo(next.keys().getPublic());
    // a proof that was made for another agent
    var other = enrol();
    assertThat(post(other.tls(), "/renew", body).statusCode()).isEqualTo(400);
  }

  @Test
  void refusesForeignUnknownAndRevokedCertificates() throws Exception {
    var foreign =
        new CertificateAuthority(new KeyFiles(home.resolve("foreign")), Clock.systemUTC());
    var client = Client.make();
    var id = AgentId.next().value();
    var stranger =
        client.tls(foreign.issueAgent(id, client.keys().getPublic()), platform.authority);
    var body = Codec.toJson(new Enrolment.Renewal(client.publicKey(), client.proof(id)));
    assertThatThrownBy(() -> post(stranger, "/renew", body)).isInstanceOf(IOException.class);

    var unknown =
        client.tls(
            platform.authority.issueAgent(id, client.keys().getPublic()), platform.authority);
    assertThat(post(unknown, "/renew", body).statusCode()).isEqualTo(401);
    // a node is no agent
    assertThat(post(platform.node.tls(), "/renew", body).statusCode()).isEqualTo(401);

    var agent = enrol();
    platform.revoke(agent.id());
    var own = Codec.toJson(new Enrolment.Renewal(client.publicKey(), client.proof(agent.id())));
    var refused = post(agent.tls(), "/renew", own);
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refusal(refused).problem()).isEqualTo("certificate-refused");
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whoLeavesHasNoAccessAnyMore(TestDatabases kind, @TempDir Path keys) throws Exception {
    port.close();
    try (var left = new TestPlatform(kind, keys, 28883, "")) {
      port = port(left);
      var client = Client.make();
      var own =
          left.enroller
              .enrol(left.secret(), client.keys().getPublic(), "pc-7", "192.0.2.7", true)
              .certificate();
      var id = Subject.of(own).orElseThrow().name();
      var tls = client.tls(own, left.authority);
      var next = Client.make();
      var renewal = Codec.toJson(new Enrolment.Renewal(next.publicKey(), next.proof(id)));
      assertThat(post(tls, "/renew", renewal).statusCode()).isEqualTo(200);

      assertThat(post(Client.tls(left.authority), "/leave", "").statusCode()).isEqualTo(401);
      assertThat(state(left, id)).isEqualTo(Agent.State.OFFLINE);
      assertThat(post(tls, "/leave", "").statusCode()).isEqualTo(200);

      assertThat(state(left, id)).isEqualTo(Agent.State.REVOKED);
      assertThat(left.audit.lines).last().isEqualTo("core.agent.leave agent/" + id + " {}");
      assertThat(left.events)
          .last()
          .isInstanceOfSatisfying(
              AgentRevoked.class,
              gone -> {
                assertThat(gone.tenant()).isEqualTo(left.tenant);
                assertThat(gone.agent().value()).isEqualTo(id);
              });
      int said = left.audit.lines.size();
      for (var path : List.of("/renew", "/leave")) {
        var refused = post(tls, path, renewal);
        assertThat(refused.statusCode()).as(path).isEqualTo(401);
        assertThat(refusal(refused).problem()).isEqualTo("certificate-refused");
      }
      assertThat(left.audit.lines).hasSize(said);
    } finally {
      port.close();
      port = null;
    }
  }

  private static Agent.State state(TestPlatform of, String id) {
    return of.rows.find(id).orElseThrow().agent().state();
  }

  @Test
  void givesModulesToAgentsOnly() throws Exception {
    var agent = enrol();
    platform.bring("1.2.3", (byte) 1, (byte) 2, (byte) 3);
    var path = "/modules/acme/1.2.3";
    assertThat(send(anonymous(), request(path).GET()).statusCode()).isEqualTo(401);
    var response = send(agent.tls(), request(path).GET());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body().getBytes(StandardCharsets.ISO_8859_1)).containsExactly(1, 2, 3);
    for (var other :
        new String[] {
          "/modules/acme/1.2.4",
          "/modules/nothing/1.0.0",
          "/modules/..%2f..%2fkeys/ca.p12",
          "/modules/acme/1.2.3/..",
          "/modules/acme/..%2f1.2.3",
        }) {
      assertThat(send(agent.tls(), request(other).GET()).statusCode())
          .as(other)
          .isBetween(400, 404);
    }
    platform.bring("1.2.4", (byte) 4);
    assertThat(send(agent.tls(), request("/modules/acme/1.2.4").GET()).statusCode()).isEqualTo(200);
    platform.modules.follow(PluginId.of("acme"), List.of());
    assertThat(send(agent.tls(), request("/modules/acme/1.2.4").GET()).statusCode()).isEqualTo(404);
  }

  @Test
  void givesReleasesToAgentsOnly() throws Exception {
    var agent = enrol();
    var archive = ReleaseFile.pack(home.resolve("release"), "0.3.0", "x86_64", 600_000);
    var release = add(archive);
    var path = "/releases/" + release.sha256();
    assertThat(send(anonymous(), request(path).GET()).statusCode()).isEqualTo(401);
    var response =
        HttpClient.newBuilder()
            .sslContext(agent.tls())
            .version(HttpClient.Version.HTTP_1_1)
            .build()
            .send(request(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(Files.readAllBytes(archive));
    platform.as(platform.technician, "rest", () -> platform.releases.remove(release.id()));
    assertThat(send(agent.tls(), request(path).GET()).statusCode()).isEqualTo(404);
    assertThat(send(agent.tls(), request("/releases/x").GET()).statusCode()).isEqualTo(404);
  }

  private static AgentRelease add(Path archive) throws IOException {
    try (var in = Files.newInputStream(archive)) {
      return platform.as(platform.technician, "rest", () -> platform.releases.add(in));
    }
  }

  @Test
  void hasNothingElse() throws Exception {
    var agent = enrol();
    for (var path :
        new String[] {"/", "/enrol", "/modules", "/health", "/api/v1/assets", "/renew/x"}) {
      assertThat(send(agent.tls(), request(path).GET()).statusCode()).as(path).isEqualTo(404);
    }
    assertThat(
            send(
                    agent.tls(),
                    request("/enrol").method("TRACE", HttpRequest.BodyPublishers.noBody()))
                .statusCode())
        .isEqualTo(404);
  }
}
