// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.custode.rest.internal.core.ActionsResource;
import io.custode.rest.internal.core.AgentReleasesResource;
import io.custode.rest.internal.core.AgentsResource;
import io.custode.rest.internal.core.AssetMetricsResource;
import io.custode.rest.internal.core.AssetsResource;
import io.custode.rest.internal.core.AuditResource;
import io.custode.rest.internal.core.CommandsResource;
import io.custode.rest.internal.core.EnrolmentTokensResource;
import io.custode.rest.internal.core.MeResource;
import io.custode.rest.internal.core.MergeProposalsResource;
import io.custode.rest.internal.core.PluginsResource;
import io.custode.rest.internal.core.SecretsResource;
import io.custode.rest.internal.core.SessionResource;
import io.custode.rest.internal.core.SitesResource;
import io.custode.rest.internal.core.TenantsResource;
import io.custode.rest.internal.health.HealthBoard;
import io.custode.rest.internal.health.HealthServlet;
import io.custode.rest.internal.health.MetricsServlet;
import io.custode.rest.internal.health.RestHealth;
import io.custode.spi.health.HealthCheck;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real resources of core, as the document shows them. */
class OpenApiTest {
  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
  private static final String SOME_ID = "01900000-0000-7000-8000-000000000001";

  private Door door;

  @BeforeEach
  void open() throws Exception {
    door = new Door();
    door.people.technician("nobody");
    door.people.technician("everybody", "*");
    door.publisher.declare(
        Door.CORE,
        Door.permissions(
            "core.tenant.read",
            "core.tenant.write",
            "core.site.read",
            "core.site.write",
            "core.asset.read",
            "core.asset.write",
            "core.action.read",
            "core.action.request",
            "core.action.cancel",
            "core.audit.read",
            "core.agent.read",
            "core.agent.approve",
            "core.agent.revoke",
            "core.agent-release.read",
            "core.agent-release.write",
            "core.enrolment.read",
            "core.enrolment.issue",
            "core.plugin.read",
            "core.plugin.install",
            "core.command.read",
            "core.metric.read",
            "core.secret.read",
            "core.secret.write"));
    // services that answer nothing: a request that gets as far as them would fail with 500
    door.publishCore(
        new TenantsResource(null),
        new SitesResource(null),
        new AssetsResource(null, null, null, null),
        new AssetMetricsResource(null),
        new MergeProposalsResource(null),
        new AgentReleasesResource(null),
        new ActionsResource(null),
        new AgentsResource(null),
        new EnrolmentTokensResource(null),
        new CommandsResource(null),
        new PluginsResource(null),
        new AuditResource(null),
        new SecretsResource(null),
        new SessionResource(door.people, new Contoso(door.people)),
        new MeResource());
  }

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void isWholeAndConsistent() {
    var document = door.get("nobody", "/api/v1/openapi.json").json();
    assertThat(document.get("openapi").asText()).isEqualTo("3.0.3");
    for (var reference : document.findValuesAsText("$ref")) {
      assertThat(document.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
    }
    var operations = new HashSet<String>();
    each(
        document,
        (route, operation) -> {
          assertThat(operations.add(operation.get("operationId").asText())).as(route).isTrue();
          assertThat(operation.get("x-permission").asText()).as(route).isNotEmpty();
          assertThat(operation.get("responses").has("default")).as(route).isTrue();
          var declared = new ArrayList<String>();
          if (operation.has("parameters")) {
            for (var parameter : operation.get("parameters")) {
              if (parameter.path("in").asText().equals("path")) {
                declared.add(parameter.get("name").asText());
              }
            }
          }
          var wanted = VARIABLE.matcher(route).results().map(match -> match.group(1)).toList();
          assertThat(declared).as(route).containsExactlyInAnyOrderElementsOf(wanted);
        });
    assertThat(operations).hasSizeGreaterThan(35);
  }

  @Test
  void describesRecordsIdsEnumsAndPages() {
    var document = door.get("nobody", "/api/v1/openapi.json").json();
    var asset = document.at("/components/schemas/Asset");
    assertThat(asset.at("/properties/id/format").asText()).isEqualTo("uuid");
    assertThat(asset.at("/properties/kind/enum").toString()).contains("NETWORK_DEVICE");
    assertThat(asset.at("/properties/serial/nullable").asBoolean()).isTrue();
    assertThat(asset.get("required").toString()).contains("name").doesNotContain("serial");
    assertThat(document.at("/components/schemas/Inventory.Os").isObject()).isTrue();
    var list = document.at("/paths/~1assets/get/responses/200/content");
    assertThat(list.findValuesAsText("$ref")).containsExactly("#/components/schemas/Asset");
    var body = document.at("/components/schemas/NewTenant/properties/name/description");
    assertThat(body.asText()).startsWith("Name, 1 to 200 characters");
    var where = named(document.at("/paths/~1assets/get/parameters"), "where");
    assertThat(where.path("description").asText()).isNotEmpty();
    assertThat(named(document.at("/paths/~1assets/get/parameters"), "kind").has("description"))
        .isFalse();
  }

  private static JsonNode named(JsonNode parameters, String name) {
    for (var parameter : parameters) {
      if (parameter.path("name").asText().equals(name)) {
        return parameter;
      }
    }
    throw new AssertionError("there is no parameter " + name);
  }

  @Test
  void isInStepWithWhatIsPublished() {
    assertThat(door.get("nobody", "/api/v1/openapi.json").body()).doesNotContain("/plugins/hello");
    var notes = new Resources.Notes("1");
    door.publishHello(1, notes);
    assertThat(door.get("nobody", "/api/v1/openapi.json").json().at("/paths").toString())
        .contains("/plugins/hello/notes", "hello.note.read");
    door.publisher.remove(Door.HELLO, notes, true);
    assertThat(door.get("nobody", "/api/v1/openapi.json").body()).doesNotContain("/plugins/hello");
  }

  /** Every route, signed out and without its permission; the list is the document itself. */
  @Test
  void everyRouteIsRefusedToThoseWhoMayNot() {
    var document = door.get("nobody", "/api/v1/openapi.json").json();
    var walked = new ArrayList<String>();
    each(
        document,
        (route, operation) -> {
          var permission = operation.get("x-permission").asText();
          if (!permission.equals("signed-out")) {
            assertThat(status(null, route, operation)).as(route).isEqualTo(401);
            walked.add(route);
          }
          if (permission.contains(".")) {
            assertThat(status("nobody", route, operation)).as(route).isEqualTo(403);
          }
        });
    assertThat(walked).hasSizeGreaterThan(35);
    assertThat(door.people.refused).hasSizeGreaterThan(30);
  }

  @Test
  void aSecretIsWrittenAndNeverRead() {
    var schemas =
        door.get("nobody", "/api/v1/openapi.json").json().path("components").path("schemas");
    assertThat(schemas.path("NewSecret").path("properties").path("value"))
        .hasToString("{\"format\":\"password\",\"type\":\"string\",\"writeOnly\":true}");
    assertThat(schemas.path("SecretInfo").path("properties").has("name")).isTrue();
    assertThat(schemas.path("SecretInfo").path("properties").has("value")).isFalse();
  }

  @Test
  void metricsNeedTheirPermission() throws Exception {
    var board = new HealthBoard(List.of(new RestHealth(door.publisher), new Broken()));
    door.serve(
        "/metrics",
        new MetricsServlet(
            door.callers, door.counters, door.slots, door.streams, board, door.calls));
    assertThat(door.get(null, "/metrics").status()).isEqualTo(401);
    assertThat(door.get("nobody", "/metrics").status()).isEqualTo(403);
    door.get("everybody", "/api/v1/me");
    var metrics = door.get("everybody", "/metrics").body();
    assertThat(metrics)
        .contains("custode_http_requests_total{status=\"200\"} 1", "jvm_heap_used_bytes ")
        .contains("custode_part_up{part=\"rest\"} 1");
    assertThat(metrics.lines().filter(line -> !line.startsWith("#")))
        .allMatch(line -> line.matches("[a-z_]+(\\{[a-z]+=\"[\\w.-]+\"})? -?[0-9.E+-]+"));
  }

  @Test
  void healthSaysWhichPartIsDownAndWhyOnlyToThoseWhoMayKnow() {
    var board = new HealthBoard(List.of(new RestHealth(door.publisher), new Broken()));
    door.serve("/health", new HealthServlet(board, door.callers));
    var stranger = door.get(null, "/health");
    assertThat(stranger.status()).isEqualTo(503);
    assertThat(stranger.body())
        .isEqualTo("{\"up\":false,\"parts\":{\"broker\":{\"up\":false},\"rest\":{\"up\":true}}}");
    assertThat(door.get("no such token", "/health").body()).isEqualTo(stranger.body());
    assertThat(door.get("nobody", "/health").body()).isEqualTo(stranger.body());
    assertThat(door.get("everybody", "/health").body()).contains("no connection");
    board.close();

    var well = new HealthBoard(List.of(new RestHealth(door.publisher)));
    door.serve("/healthy", new HealthServlet(well, door.callers));
    assertThat(door.get(null, "/healthy").status()).isEqualTo(200);
    well.close();
  }

  private static final class Broken implements HealthCheck {
    @Override
    public String part() {
      return "broker";
    }

    @Override
    public Health check() {
      return new Health(false, "no connection");
    }
  }

  /** As the route takes it, so that it is the permission that refuses. */
  private int status(String who, String route, JsonNode operation) {
    var parts = route.split(" ");
    boolean file = operation.path("requestBody").path("content").has("application/octet-stream");
    var path = "/api/v1" + VARIABLE.matcher(parts[1]).replaceAll(SOME_ID);
    return door.send(
            door.request(who, path)
                .header("Content-Type", file ? "application/octet-stream" : "application/json")
                .method(parts[0].toUpperCase(Locale.ROOT), BodyPublishers.noBody()))
        .status();
  }

  private static void each(JsonNode document, BiConsumer<String, JsonNode> work) {
    for (var path : document.get("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        assertThat(Set.of("get", "post", "put", "patch", "delete")).contains(operation.getKey());
        work.accept(operation.getKey() + " " + path.getKey(), operation.getValue());
      }
    }
    assertThat(List.of(document.get("paths"))).isNotEmpty();
  }
}
