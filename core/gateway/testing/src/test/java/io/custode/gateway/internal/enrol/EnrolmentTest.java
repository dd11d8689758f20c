// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.agent.Agent;
import io.custode.api.agent.AgentId;
import io.custode.api.agent.NewToken;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.page.PageRequest;
import io.custode.gateway.internal.agent.AgentEnrolled;
import io.custode.gateway.internal.agent.TokenRefused;
import io.custode.gateway.internal.authority.Subject;
import io.custode.gateway.internal.command.AgentReject;
import io.custode.gateway.internal.testing.Client;
import io.custode.gateway.internal.testing.TestPlatform;
import io.custode.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A token lets one machine in, once, in time, into its own tenant. */
class EnrolmentTest {
  private static final String HERE = "192.0.2.7";

  @TempDir Path home;

  private TestPlatform platform(TestDatabases kind) throws Exception {
    return new TestPlatform(kind, home, 1, "");
  }

  private static String name(TokenRefused refused) {
    return refused.name();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void letsOneMachineIn(TestDatabases kind) throws Exception {
    try (var platform = platform(kind)) {
      var secret = platform.secret();
      var key = Client.make().keys().getPublic();
      var certificate = platform.enroller.enrol(secret, key, "pc-7", HERE, true).certificate();
      var id = Subject.of(certificate).orElseThrow().name();
      var known = platform.rows.find(id).orElseThrow().agent();
      assertThat(known.tenant()).isEqualTo(platform.tenant);
      assertThat(known.state()).isEqualTo(Agent.State.OFFLINE);
      assertThat(known.certificateEnds()).isEqualTo(certificate.getNotAfter().toInstant());
      assertThat(platform.events).hasExactlyElementsOfTypes(AgentEnrolled.class);
      assertThat(platform.audit.lines.toString())
          .contains("core.agent.enrol")
          .doesNotContain(secret);
      var tokens =
          platform.technician(platform.tenant, () -> platform.tokens.find(PageRequest.first()));
      assertThat(tokens.items()).singleElement().satisfies(t -> assertThat(t.usedAt()).isNotNull());
      assertThat(
              platform
                  .technician(platform.other, () -> platform.tokens.find(PageRequest.first()))
                  .items())
          .isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void refusesWhatIsUsedRevokedExpiredOrMadeUp(TestDatabases kind) throws Exception {
    try (var platform = platform(kind)) {
      var key = Client.make().keys().getPublic();
      var used = platform.secret();
      platform.enroller.enrol(used, key, "pc", HERE, true);
      refused(platform, used, "token-used", 409);

      var issued =
          platform.technician(
              platform.tenant, () -> platform.tokens.issue(new NewToken(null, null)));
      var id = issued.token().id();
      assertThatThrownBy(
              () -> platform.technician(platform.other, () -> platform.tokens.revoke(id)))
          .isInstanceOf(NotFound.class);
      var revoked = platform.technician(platform.tenant, () -> platform.tokens.revoke(id));
      assertThat(List.of(issued.token().issuedBy(), revoked.issuedBy())).containsOnly("tess");
      refused(platform, TestPlatform.random(issued.secret()), "token-revoked", 403);

      var late = platform.secret();
      platform.expireTokens();
      refused(platform, late, "token-expired", 403);

      for (var forged : forgeries(late)) {
        refused(platform, forged, "token-unknown", 401);
      }
      assertThat(platform.events).hasSize(1);
    }
  }

  private static ArrayList<String> forgeries(String real) {
    var bytes = Base64.getUrlDecoder().decode(real);
    var forged = new ArrayList<String>();
    for (int at : new int[] {0, 17, 55}) {
      var copy = bytes.clone();
      copy[at] ^= 1; // another tenant, another token, another secret
      forged.add(Base64.getUrlEncoder().withoutPadding().encodeToString(copy));
    }
    forged.add("");
    forged.add("x".repeat(75));
    forged.add("' or 1=1 --");
    forged.add(real + "x");
    return forged;
  }

  private static void refused(TestPlatform platform, String secret, String name, int status)
      throws Exception {
    var key = Client.make().keys().getPublic();
    assertThatThrownBy(() -> platform.enroller.enrol(secret, key, "pc", HERE, true))
        .isInstanceOfSatisfying(
            TokenRefused.class,
            refused -> {
              assertThat(name(refused)).isEqualTo(name);
              assertThat(refused.status()).isEqualTo(status);
              assertThat(refused.what() + refused.todo()).doesNotContain(secret + "\0");
            });
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void letsExactlyOneOfManyInAtTheSameTime(TestDatabases kind) throws Exception {
    try (var platform = platform(kind)) {
      var secret = platform.secret();
      int many = 8;
      var go = new CountDownLatch(1);
      var pool = Executors.newFixedThreadPool(many);
      try {
        var tries = new ArrayList<Callable<String>>();
        for (int i = 0; i < many; i++) {
          var key = Client.make().keys().getPublic();
          tries.add(
              () -> {
                go.await();
                try {
                  platform.enroller.enrol(secret, key, "pc", HERE, true);
                  return "in";
                } catch (TokenRefused e) {
                  return e.name();
                }
              });
        }
        var results = tries.stream().map(pool::submit).toList();
        go.countDown();
        var outcomes = new ArrayList<String>();
        for (var result : results) {
          outcomes.add(result.get());
        }
        assertThat(outcomes).filteredOn("in"::equals).hasSize(1);
        assertThat(outcomes).filteredOn("token-used"::equals).hasSize(many - 1);
        assertThat(platform.countAgents()).isEqualTo(1);
      } finally {
        pool.shutdownNow();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(value = TestDatabases.class, names = "DERBY")
  void hasLimits(TestDatabases kind) throws Exception {
    try (var platform = platform(kind)) {
      for (var wrong : new Duration[] {Duration.ofSeconds(59), Duration.ofDays(91)}) {
        assertThatThrownBy(
                () ->
                    platform.technician(
                        platform.tenant, () -> platform.tokens.issue(new NewToken(null, wrong))))
            .isInstanceOf(Invalid.class);
      }
      assertThatThrownBy(
              () ->
                  platform.as(
                      platform.technician,
                      "rest",
                      () -> platform.tokens.issue(new NewToken(null, null))))
          .isInstanceOf(Invalid.class)
          .hasMessageContaining("tenant");
      var used = platform.secret();
      platform.enroller.enrol(used, Client.make().keys().getPublic(), "pc", HERE, true);
      var id =
          platform
              .technician(platform.tenant, () -> platform.tokens.find(PageRequest.first()))
              .items()
              .get(0)
              .id();
      assertThatThrownBy(
              () -> platform.technician(platform.tenant, () -> platform.tokens.revoke(id)))
          .isInstanceOf(Conflict.class);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void siteTokenLetsSoManyInFromItsNetworks(TestDatabases kind) throws Exception {
    try (var platform = platform(kind)) {
      var wanted = new NewToken(null, null, 5, List.of("192.0.2.0/24", "2001:db8::/32"), null);
      var secret =
          TestPlatform.random(
              platform.technician(platform.tenant, () -> platform.tokens.issue(wanted)).secret());
      var key = Client.make().keys().getPublic();
      assertThatThrownBy(() -> platform.enroller.enrol(secret, key, "pc", "198.51.100.1", true))
          .isInstanceOfSatisfying(
              TokenRefused.class, e -> assertThat(e.name()).isEqualTo("token-elsewhere"));
      var pool = Executors.newFixedThreadPool(8);
      try {
        var tries = new ArrayList<Callable<String>>();
        for (int i = 0; i < 8; i++) {
          var address = i % 2 == 0 ? HERE : "2001:db8::1";
          tries.add(
              () -> {
                try {
                  platform.enroller.enrol(secret, key, "pc", address, true);
                  return "in";
                } catch (TokenRefused e) {
                  return e.name();
                }
              });
        }
        var outcomes = new ArrayList<String>();
        for (var result : pool.invokeAll(tries)) {
          outcomes.add(result.get());
        }
        assertThat(outcomes).filteredOn("in"::equals).hasSize(5);
        assertThat(outcomes).filteredOn("token-used"::equals).hasSize(3);
      } finally {
        pool.shutdownNow();
      }
      assertThat(platform.countAgents()).isEqualTo(5);
      var token =
          platform
              .technician(platform.tenant, () -> platform.tokens.find(PageRequest.first()))
              .items()
              .get(0);
      assertThat(token.used()).isEqualTo(5);
      assertThat(token.uses()).isEqualTo(5);
      assertThat(token.networks()).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whoNeedsApprovalWaitsForIt(TestDatabases kind) throws Exception {
    try (var platform = platform(kind)) {
      var wanted = new NewToken(null, null, 2, null, true);
      var secret =
          TestPlatform.random(
              platform.technician(platform.tenant, () -> platform.tokens.issue(wanted)).secret());
      var ids = new ArrayList<AgentId>();
      for (int i = 0; i < 2; i++) {
        var enrolled =
            platform.enroller.enrol(secret, Client.make().keys().getPublic(), "pc", HERE, true);
        assertThat(enrolled.pending()).isTrue();
        ids.add(AgentId.of(Subject.of(enrolled.certificate()).orElseThrow().name()));
      }
      var agents = platform.agents();
      assertThat(pending(platform)).hasSize(2);
      assertThat(platform.as(platform.technician, "rest", () -> agents.find(PENDING, PAGE)).items())
          .as("over all tenants")
          .hasSize(2);
      assertThatThrownBy(
              () -> platform.technician(platform.other, () -> agents.approve(ids.get(0))))
          .isInstanceOf(NotFound.class);
      var approved = platform.technician(platform.tenant, () -> agents.approve(ids.get(0)));
      assertThat(approved.state()).isEqualTo(Agent.State.OFFLINE);
      var reject = new AgentReject(agents);
      assertThatThrownBy(
              () ->
                  platform.technician(
                      platform.tenant,
                      () -> reject.execute(new AgentReject.Input(ids.get(0)), null)))
          .isInstanceOf(Conflict.class);
      platform.technician(
          platform.tenant, () -> reject.execute(new AgentReject.Input(ids.get(1)), null));
      assertThat(pending(platform)).isEmpty();
      assertThatThrownBy(
              () -> platform.technician(platform.tenant, () -> agents.approve(ids.get(1))))
          .isInstanceOf(Conflict.class);
      assertThat(platform.audit.lines.toString()).contains("core.agent.approve");
    }
  }

  private static List<Agent> pending(TestPlatform platform) {
    return platform
        .technician(platform.tenant, () -> platform.agents().find(PENDING, PAGE))
        .items();
  }

  private static final Agent.State PENDING = Agent.State.PENDING;
  private static final PageRequest PAGE = PageRequest.first();

  @ParameterizedTest
  @EnumSource(value = TestDatabases.class, names = "DERBY")
  void rollOutHasLimits(TestDatabases kind) throws Exception {
    try (var platform = platform(kind)) {
      for (var wrong :
          List.of(
              new NewToken(null, null, 0, null, null),
              new NewToken(null, null, 10_001, null, null),
              new NewToken(null, null, 1, List.of("example.com"), null),
              new NewToken(null, null, 1, Collections.nCopies(21, "192.0.2.1"), null))) {
        assertThatThrownBy(
                () -> platform.technician(platform.tenant, () -> platform.tokens.issue(wrong)))
            .isInstanceOf(Invalid.class);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whoIssuedATokenIsNamedWhileHeIsThere(TestDatabases kind) throws Exception {
    try (var platform = platform(kind)) {
      platform.secret();
      Supplier<String> issuer =
          () ->
              platform
                  .technician(platform.tenant, () -> platform.tokens.find(PageRequest.first()))
                  .items()
                  .get(0)
                  .issuedBy();
      assertThat(issuer.get()).isEqualTo("tess");
      assertThat(platform.tablesWith("tess")).as("kept by his id").isEmpty();
      platform.names.clear();
      assertThat(issuer.get()).isEqualTo(platform.technician.id().value());
    }
  }
}
