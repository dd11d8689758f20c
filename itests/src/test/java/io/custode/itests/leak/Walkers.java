// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.custode.itests.journey.Journey;
import io.custode.testing.Custode;
import io.custode.testing.Web;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Those who walk, gone when the walk ends; others count who is there. */
final class Walkers implements AutoCloseable {
  /** Lists of the other tenant that are empty, each with the reason why it cannot leak by that. */
  private static final Map<String, String> EMPTY =
      Map.ofEntries(
          Map.entry("agent-releases", "the provider's, and none was added"),
          Map.entry("compliance", "no plugin brings items"),
          Map.entry("compliance/items", "no plugin brings items"),
          Map.entry("compliance/summary", "no plugin brings items"),
          Map.entry("endpoint-modules", "no plugin brings modules"),
          Map.entry("offered-modules", "the provider's, and no plugin brings modules"),
          Map.entry("plugin-use", "the provider's, and nothing was asked of the plugin yet"),
          Map.entry("plugin-versions", "the provider's; the plugin has no version before"),
          Map.entry("policies", "no plugin brings a type of policy"),
          Map.entry("policy-types", "no plugin brings a type of policy"),
          Map.entry("retention/preview", "the provider's, and no rule is set"),
          Map.entry("revocations", "the provider's, and nothing was revoked"),
          Map.entry("rollouts/progress", "no ring has opened, so that nothing changes meanwhile"),
          Map.entry("warnings", "the provider's, and there is nothing to warn of"));

  private final Custode custode;
  private final List<String> users = new ArrayList<>();
  private final List<String> roles = new ArrayList<>();

  Walkers(Custode custode) {
    this.custode = custode;
  }

  /** A signed-in user. */
  Web user(String role, @Nullable String visible, @Nullable String contactOf) {
    var name = "walk" + System.nanoTime();
    var input = new HashMap<String, Object>(Map.of("name", name, "role", role));
    if (visible != null) {
      input.put("visible", List.of(visible));
    }
    if (contactOf != null) {
      input.put("contactOf", contactOf);
    }
    var made = custode.post("/api/v1/commands/msp.user-add", input);
    assertThat(made.status()).as(made.body()).isEqualTo(200);
    users.add(name);
    return custode.anonymous().signIn(name, made.json().path("password").asText());
  }

  /** A role that may everything, and is not the administrator's, of whom others count. */
  String everything() {
    var permissions = new ArrayList<String>();
    custode
        .get("/api/v1/permissions")
        .json()
        .path("items")
        .forEach(line -> permissions.add(line.path("permission").asText()));
    var name = "walk-" + System.nanoTime() % 1_000_000_000;
    var made = custode.post("/api/v1/roles", Map.of("name", name, "permissions", permissions));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    roles.add(name);
    return name;
  }

  static void installHello(Custode custode) throws IOException {
    try (var files = Files.list(Path.of("../plugins/hello/target"))) {
      var jar = files.filter(f -> f.toString().endsWith(".jar")).findFirst().orElseThrow();
      var name = Objects.requireNonNull(jar.getFileName());
      var copy = Files.createTempDirectory(Path.of("target"), "walk").resolve(name);
      custode.install(Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING).toAbsolutePath());
    }
  }

  /** Two tenants and three who see one of them: hello has to be there. */
  static void walkBetweenTenants(Custode custode) {
    var started = System.nanoTime();
    var own = Journey.of(custode, "Own").tenant();
    try (var walkers = new Walkers(custode);
        var foreign = new Stock(custode, Journey.of(custode, "Foreign"))) {
      var stocked = System.nanoTime();
      var walk = new TenantWalk(custode, foreign, own);
      assertThat(walk.withoutStock()).as("kinds of things that nobody walks").isEmpty();
      // who may see it finds it by its words: the others are asked for something that can be found
      await().until(() -> foreign.isIn(custode.get("/api/v1/search?text=" + Stock.NAME).body()));
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(walk.emptyLists())
                      .as("put one into Stock, or say here why there is none")
                      .isSubsetOf(EMPTY.keySet()));
      var before = settled(() -> foreign.everything(walk.routes()));
      // the same walk by who may see it: what it does not find here it would miss there
      var sighted = new TenantWalk(custode, foreign, own);
      sighted.byPath(custode.admin(), true);
      sighted.byQuery(custode.admin());
      assertThat(sighted.leaks()).hasSizeGreaterThan(60);
      var technician = walkers.user("technician", own, null);
      var contact = walkers.user("contact", null, own);
      var mighty = walkers.user(walkers.everything(), own, null);
      var commands = custode.get("/api/v1/commands").json().path("items");
      for (var who : List.of(technician, contact, mighty)) {
        walk.byPath(who, who == mighty);
        walk.byQuery(who);
        walk.byStream(who);
        if (who != mighty) {
          walk.byCommand(who, commands);
        }
      }
      assertThat(walk.leaks()).isEmpty();
      assertThat(foreign.everything(walk.routes())).isEqualTo(before);
      System.out.println(
          "PermissionWalkIT: %d requests in %s, stock in %s"
              .formatted(
                  walk.requests(),
                  Duration.ofNanos(System.nanoTime() - stocked),
                  Duration.ofNanos(stocked - started)));
    }
  }

  /** What came last has arrived everywhere. */
  private static String settled(Supplier<String> all) {
    var last = new AtomicReference<>("");
    return await()
        .pollInterval(Duration.ofSeconds(1))
        .atMost(Duration.ofSeconds(60))
        .until(all::get, now -> now.equals(last.getAndSet(now)));
  }

  @Override
  public void close() {
    users.forEach(user -> custode.post("/api/v1/commands/msp.user-remove", Map.of("user", user)));
    roles.forEach(role -> custode.delete("/api/v1/roles/" + role));
  }
}
