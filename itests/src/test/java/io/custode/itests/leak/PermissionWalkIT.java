// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.custode.itests.journey.Journey;
import io.custode.testing.Custode;
import io.custode.testing.CustodeTest;
import io.custode.testing.Response;
import io.custode.testing.Web;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Two tenants, every route, every command, from outside: 0 leaks. */
@CustodeTest
@ResourceLock(value = Journey.PLUGINS, mode = ResourceAccessMode.READ)
class PermissionWalkIT {
  /** A signed-in user and his password. */
  private static Web user(Custode custode, String role, String more) {
    var name = role + System.nanoTime() % 1_000_000_000;
    var made =
        custode
            .shell("msp:user-add --name " + name + " --role " + role + " " + more + " --json")
            .json();
    return custode.anonymous().signIn(name, made.path("password").asText());
  }

  @Test
  void signedOutEverythingIsRefused(Custode custode) {
    var nobody = custode.anonymous();
    var routes = Published.routes(custode);
    assertThat(routes).hasSizeGreaterThan(25);
    var leaks = new ArrayList<String>();
    for (var route : routes) {
      if (!route.isOpenToAll() && send(nobody, route, route.filled()).status() != 401) {
        leaks.add(route.toString());
      }
    }
    assertThat(leaks).isEmpty();
    for (var path : List.of("/api/v1/events", "/api/v1/openapi.json", "/metrics")) {
      assertThat(nobody.get(path).status()).as(path).isEqualTo(401);
    }
  }

  /** As the route takes it, so that it is the permission that refuses. */
  private static Response send(Web who, Published route, String path) {
    if (route.takesFile()) {
      return who.upload(path, new byte[] {1});
    }
    boolean bare = route.method().equals("GET") || route.method().equals("DELETE");
    return who.send(route.method(), path, bare ? null : "{}");
  }

  @Test
  void withoutThePermissionEverythingIsRefused(Custode custode) {
    var guest = user(custode, "guest", "");
    var leaks = new ArrayList<String>();
    for (var route : Published.routes(custode)) {
      boolean free = route.isOpenToAll() || route.isOpenToSignedIn();
      if (!free && send(guest, route, route.filled()).status() != 403) {
        leaks.add(route.toString());
      }
    }
    for (var command : custode.get("/api/v1/commands").json().path("items")) {
      var name = command.path("name").asText();
      if (guest.post("/api/v1/commands/" + name, "{}").status() != 403) {
        leaks.add(name);
      }
    }
    assertThat(guest.get("/api/v1/events").status()).isEqualTo(403);
    assertThat(leaks).isEmpty();
  }

  @Test
  void aTechnicianOfOneTenantFindsNothingOfTheOther(Custode custode) {
    var own = Journey.of(custode, "Own");
    var foreign = new Stock(custode, Journey.of(custode, "Foreign").tenant());
    var technician = user(custode, "technician", "--visible " + own.tenant());
    var contact = user(custode, "contact", "--contact-of " + own.tenant());
    var leaks = new ArrayList<String>();
    // who may see it finds it by its words: the others are asked for something that can be found
    await().until(() -> foreign.isIn(custode.get("/api/v1/search?text=" + Stock.NAME).body()));
    for (var who : List.of(technician, contact)) {
      for (var route : Published.routes(custode)) {
        if (!route.isOpenToAll() && !route.isOpenToSignedIn() && !route.isStream()) {
          walk(who, route, foreign, own.tenant(), leaks);
        }
      }
      leaks.addAll(listsWith(who, custode, foreign));
    }
    assertThat(leaks).isEmpty();
    assertThat(foreign.isUntouched()).isTrue();
  }

  private static void walk(
      Web who, Published route, Stock foreign, String own, List<String> leaks) {
    for (var id : foreign.ids()) {
      if (route.hasVariable()) {
        note(send(who, route, route.filled(id)), route, foreign, leaks);
        note(send(who, route, prefixed(route.filled(id), own)), route, foreign, leaks);
      }
    }
    var inForeign =
        send(who, route, prefixed(route.filled(foreign.ids().iterator().next()), foreign.tenant()));
    if (inForeign.status() != 404 && inForeign.status() != 403) {
      leaks.add("bound: " + inForeign.status() + " " + route);
    }
    note(inForeign, route, foreign, leaks);
  }

  private static String prefixed(String path, String tenant) {
    return path.replaceFirst("^/api/v1/", "/api/v1/tenants/" + tenant + "/");
  }

  private static void note(Response answer, Published route, Stock foreign, List<String> leaks) {
    if (answer.status() < 300 || foreign.names(answer.body())) {
      leaks.add(answer.status() + " " + route);
    }
  }

  private static List<String> listsWith(Web who, Custode custode, Stock foreign) {
    var leaks = new ArrayList<String>();
    for (var route : Published.routes(custode)) {
      if (route.method().equals("GET") && !route.hasVariable() && !route.isStream()) {
        for (var query : foreign.queries(route)) {
          var answer = who.get(route.path() + query);
          if (answer.status() == 200 && foreign.isIn(answer.body())) {
            leaks.add("list " + query + " " + route);
          }
        }
      }
    }
    for (var command : who.get("/api/v1/commands").json().path("items")) {
      if (command.path("risk").asText().equals("READ")) {
        for (var input : foreign.inputs(command)) {
          var answer = who.post("/api/v1/commands/" + command.path("name").asText(), input);
          if (answer.status() < 300 && foreign.isIn(answer.body())) {
            leaks.add("command " + command.path("name").asText());
          }
        }
      }
    }
    return leaks;
  }

  /** What the other tenant has. */
  private static final class Stock {
    private final Custode custode;
    private final String tenant;
    private final String site;
    private final String asset;
    private final String token;
    private final String file;
    private static final String NAME = "Geheim-" + System.nanoTime();

    Stock(Custode custode, String tenant) {
      this.custode = custode;
      this.tenant = tenant;
      var base = "/api/v1/tenants/" + tenant;
      site = custode.post(base + "/sites", Map.of("name", NAME)).json().path("id").asText();
      asset =
          custode
              .post(base + "/assets", Map.of("name", NAME, "kind", "SERVER", "site", site))
              .json()
              .path("id")
              .asText();
      token =
          custode.post(base + "/enrolment-tokens", "{}").json().path("token").path("id").asText();
      file =
          custode
              .admin()
              .upload(
                  base + "/files?name=" + NAME + ".txt&about=asset/" + asset,
                  NAME.getBytes(StandardCharsets.UTF_8))
              .json()
              .path("id")
              .asText();
      assertThat(List.of(site, asset, token, file)).noneMatch(String::isEmpty);
    }

    String tenant() {
      return tenant;
    }

    Set<String> ids() {
      return new HashSet<>(List.of(asset, site, token, file, tenant));
    }

    /** Its secret name: never to be seen. Ids may be repeated to whom sent them. */
    boolean names(String body) {
      return body.contains(NAME);
    }

    boolean isIn(String body) {
      return names(body) || ids().stream().anyMatch(body::contains);
    }

    /** The whole list, and what is found by its name. */
    List<String> queries(Published route) {
      if (route.path().endsWith("openapi.json")) {
        return List.of("");
      }
      return route.asksForText()
          ? List.of("?limit=500", "?limit=200&text=" + NAME)
          : List.of("?limit=500");
    }

    /** Inputs for a reading command: none, and each of its ids where it takes one. */
    List<Map<String, Object>> inputs(JsonNode command) {
      var inputs = new ArrayList<Map<String, Object>>(List.of(Map.of()));
      for (var field : command.path("input")) {
        if (field.path("name").asText().equals("text")) {
          inputs.add(Map.of("text", NAME));
        }
        if (field.path("type").asText().endsWith("Id")) {
          ids().forEach(id -> inputs.add(Map.of(field.path("name").asText(), id)));
        }
      }
      return inputs;
    }

    boolean isUntouched() {
      var now = custode.get("/api/v1/tenants/" + tenant + "/assets/" + asset).json();
      var tokens =
          custode.get("/api/v1/tenants/" + tenant + "/enrolment-tokens").json().path("items");
      var content = custode.get("/api/v1/tenants/" + tenant + "/files/" + file + "/content");
      return now.path("state").asText().equals("ACTIVE")
          && content.body().equals(NAME)
          && tokens.size() == 1
          && tokens.get(0).path("revokedAt").isNull();
    }
  }
}
