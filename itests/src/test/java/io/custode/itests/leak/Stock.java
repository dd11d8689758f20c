// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.leak;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.custode.itests.journey.Journey;
import io.custode.testing.Custode;
import io.custode.testing.Published;
import io.custode.testing.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the other tenant has: one of everything that a tenant can have. */
final class Stock implements AutoCloseable {
  /** Its secret name, which nobody else ever sees. */
  static final String NAME = "Geheim-" + System.nanoTime();

  private static final String SECRET = "core.walk";
  private static final String FIELD = "walk" + System.nanoTime() % 1_000_000_000;

  private final Custode custode;
  private final String tenant;
  private final String base;

  /** By the type of the id, as the document names it. */
  private final Map<String, String> ids = new LinkedHashMap<>();

  private final Set<String> more = new TreeSet<>();

  Stock(Custode custode, Journey journey) {
    this.custode = custode;
    this.tenant = journey.tenant();
    base = "/api/v1/tenants/" + tenant;
    ids.put("TenantId", tenant);
    whatIsWrittenDown();
    whatHappens();
    files();
    machine(journey);
    rollout();
    assertThat(ids).allSatisfy((what, id) -> assertThat(id).as(what).isNotEmpty());
  }

  private void whatIsWrittenDown() {
    make("SiteId", "sites", Map.of("name", NAME));
    make(
        "AssetId",
        "assets",
        Map.of("name", NAME, "kind", "SERVER", "site", id("SiteId"), "serial", NAME));
    make("ContactId", "contacts", Map.of("name", NAME, "email", NAME + "@example.com"));
    ids.put("PersonId", id("ContactId"));
    make("GroupId", "groups", Map.of("name", NAME));
    make("CalendarId", "calendars", Map.of("name", NAME, "rules", Map.of("zone", "Europe/Rome")));
    make(
        "AgreementId",
        "agreements",
        Map.of("name", NAME, "kind", "MANAGED", "startsOn", "2026-01-01"));
    make(
        "RelationId",
        "relations",
        Map.of("from", id("AssetId"), "kind", "USED_BY", "to", id("ContactId")));
    good(custode.put(base + "/loans/" + id("AssetId"), Map.of("contact", id("ContactId"))));
    good(custode.put(base + "/secrets/" + SECRET, Map.of("value", NAME)));
    var token = good(custode.post(base + "/enrolment-tokens", "{}")).path("token");
    ids.put("TokenId", token.path("id").asText());
    good(
        custode.put(
            "/api/v1/custom-fields",
            Map.of(
                "kind", "ASSET", "key", FIELD, "label", FIELD, "type", "TEXT", "required", false)));
    good(
        custode.put(
            base + "/custom-fields/ASSET/values/" + id("AssetId"),
            Map.of("values", List.of(Map.of("key", FIELD, "value", NAME)))));
  }

  private void whatHappens() {
    make(
        "SuppressionId",
        "suppressions",
        Map.of(
            "asset",
            id("AssetId"),
            "kind",
            "core.other",
            "reason",
            NAME,
            "until",
            Instant.now().plus(Duration.ofDays(1)).toString()));
    var rule = Map.of("name", NAME, "tenant", tenant, "channel", "console", "target", "-");
    ids.put("NoticeRuleId", id(good(custode.post("/api/v1/notice-rules", rule))));
    make(
        "AlertId",
        "alerts",
        Map.of(
            "kind",
            "core.walk",
            "key",
            NAME,
            "severity",
            "CRITICAL",
            "title",
            NAME,
            "asset",
            id("AssetId")));
  }

  private void files() {
    upload("FileId", "/files?name=" + NAME + ".txt&about=asset/" + id("AssetId"), NAME);
    upload("ImportId", "/imports?kind=ASSETS", "key,name\n" + NAME + "," + NAME + "\n");
    // the second of that name: are they one?
    good(custode.post(base + "/imports/" + id("ImportId") + "/start", "{}"));
    ids.put("ProposalId", first("merge-proposals").path("id").asText());
  }

  /** A real agent, and what waits for it. */
  private void machine(Journey journey) {
    try (var agent = journey.enrol("walk")) {
      assertThat(agent.process().isAlive()).isTrue();
      ids.put("AgentId", first("agents").path("id").asText());
      await().atMost(Duration.ofSeconds(60)).until(() -> !machine(true).isMissingNode());
    }
    await().atMost(Duration.ofSeconds(60)).until(() -> machine(true).isMissingNode());
    var asset = machine(false).path("id").asText();
    more.add(asset);
    ids.put("ActionId", journey.script(asset, "echo " + NAME));
  }

  private JsonNode machine(boolean online) {
    for (var asset : custode.get(base + "/assets?limit=50").json().path("items")) {
      if (asset.path("agent").isTextual() && asset.path("online").asBoolean() == online) {
        return asset;
      }
    }
    return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
  }

  /** One that has ended: nobody changes it any more. */
  private void rollout() {
    make(
        "RolloutId",
        "rollouts",
        Map.of(
            "name",
            NAME,
            "step",
            "hello.welcome",
            "target",
            Map.of(),
            "rings",
            List.of(Map.of("group", id("GroupId"), "afterDays", 1)),
            "maxFailedPercent",
            10,
            "minObserved",
            1));
    var ended = Map.of("rollout", id("RolloutId"));
    good(custode.post(base + "/commands/msp.rollout-abort", ended));
  }

  private JsonNode first(String collection) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> custode.get(base + "/" + collection).json().path("items"),
            items -> items.size() > 0)
        .get(0);
  }

  private void make(String type, String collection, Map<String, ?> body) {
    ids.put(type, id(good(custode.post(base + "/" + collection, body))));
  }

  private void upload(String type, String path, String content) {
    ids.put(type, id(good(custode.admin().upload(base + path, content.getBytes(UTF_8)))));
  }

  private static JsonNode good(Response answer) {
    assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
    return answer.json();
  }

  private static String id(JsonNode made) {
    return made.has("of") ? made.path("of").path("id").asText() : made.path("id").asText();
  }

  /** Its id of that type; null if it has none. */
  String id(String type) {
    return ids.get(type);
  }

  String tenant() {
    return tenant;
  }

  /** What a parameter that is a text may be given: each id, and what names one of its things. */
  List<String> words() {
    var words = new ArrayList<>(ids());
    words.add(SECRET);
    words.add("asset/" + id("AssetId"));
    return words;
  }

  private Set<String> ids() {
    var all = new TreeSet<>(ids.values());
    all.addAll(more);
    return all;
  }

  /** Never to be seen, not even by who guessed an id. */
  boolean names(String body) {
    return body.contains(NAME);
  }

  boolean isIn(String body) {
    return names(body) || ids().stream().anyMatch(body::contains);
  }

  /** Inputs for a command: none, and each of its ids where it takes one. */
  List<Map<String, Object>> inputs(JsonNode command) {
    var whole = new LinkedHashMap<String, Object>();
    var inputs = new ArrayList<Map<String, Object>>(List.of(Map.of()));
    for (var field : command.path("input")) {
      var name = field.path("name").asText();
      var type = field.path("type").asText();
      var id = ids.get(type);
      if (name.equals("text")) {
        inputs.add(Map.of("text", NAME));
      }
      if (id != null) {
        inputs.add(Map.of(name, field.path("list").asBoolean() ? List.of(id) : id));
      }
      if (id != null || field.path("required").asBoolean()) {
        var value = id == null ? some(field) : id;
        whole.put(name, field.path("list").asBoolean() ? List.of(value) : value);
      }
    }
    inputs.add(whole);
    return inputs;
  }

  private Object some(JsonNode field) {
    return switch (field.path("type").asText()) {
      case "integer" -> 1;
      case "boolean" -> true;
      case "instant" -> "2026-12-31T18:00:00Z";
      case "duration" -> "PT1H";
      case "enum" -> field.path("values").get(0).asText();
      case "json" -> Map.of();
      default ->
          List.of("about", "target", "thing").contains(field.path("name").asText())
              ? "asset/" + id("AssetId")
              : "walk";
    };
  }

  /** All lists of things of it, as who may see it sees them. */
  String everything(List<Published> routes) {
    var all = new StringBuilder();
    for (var route : routes) {
      // what is refused is written down, and that is no change
      if (route.isList() && !route.path().equals("/api/v1/audit")) {
        var list = list(route);
        var answer = custode.get(list);
        assertThat(answer.status()).as(list + " " + answer.body()).isEqualTo(200);
        // some lists are wider than the tenant, and others add to them meanwhile
        for (var item : items(answer.json())) {
          if (isIn(item.toString())) {
            all.append(list).append(": ").append(item).append('\n');
          }
        }
      }
    }
    all.append(custode.get(base + "/files/" + id("FileId") + "/content").body());
    return all.toString();
  }

  private static Iterable<JsonNode> items(JsonNode list) {
    return list.path("items").isArray() ? list.path("items") : List.of(list);
  }

  /** That list, as somebody who works for the tenant asks for it. */
  String list(Published route) {
    var query = new ArrayList<String>();
    if (route.isPaged()) {
      query.add("limit=500");
    }
    var asked =
        Map.of(
            "/api/v1/files", "about=asset/" + id("AssetId"),
            "/api/v1/relations", "asset=" + id("AssetId"),
            "/api/v1/search", "text=" + NAME,
            "/api/v1/plugin-versions", "plugin=hello",
            "/api/v1/rollouts/progress", "of=" + id("RolloutId"));
    if (asked.containsKey(route.path())) {
      query.add(asked.get(route.path()));
    }
    return base
        + route.path().substring("/api/v1".length())
        + (query.isEmpty() ? "" : "?" + String.join("&", query));
  }

  @Override
  public void close() {
    custode.delete("/api/v1/custom-fields/ASSET/" + FIELD);
    custode.delete("/api/v1/notice-rules/" + id("NoticeRuleId"));
  }
}
