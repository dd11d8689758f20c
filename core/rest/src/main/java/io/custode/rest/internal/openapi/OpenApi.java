// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.openapi;

import io.custode.api.page.Cursor;
import io.custode.api.page.PageRequest;
import io.custode.rest.internal.problem.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All that is published now as one OpenAPI 3.0 document. */
public final class OpenApi {
  private OpenApi() {}

  /**
   * @param fragments of each publication
   * @return the document in UTF-8
   */
  public static byte[] document(List<Fragment> fragments) {
    var paths = new TreeMap<String, Object>();
    var schemas = new TreeMap<String, Object>();
    fragments.forEach(
        fragment -> {
          paths.putAll(fragment.paths());
          schemas.putAll(fragment.schemas());
        });
    paths.put("/events", events());
    paths.put("/openapi.json", itself());
    schemas.put("Problem", problem());
    var document = new TreeMap<String, Object>();
    document.put("openapi", "3.0.3");
    document.put("info", info());
    document.put("servers", servers());
    document.put("security", List.of(Map.of("token", List.of()), Map.of("session", List.of())));
    document.put("paths", paths);
    document.put("components", components(schemas));
    return JsonText.of(document).getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, Object> info() {
    return Map.of(
        "title", "Custode",
        "version", "1",
        "description",
            "Every operation names the permission it needs in x-permission; signed-in and"
                + " signed-out are those that need none.");
  }

  private static List<Object> servers() {
    return List.of(
        Map.of("url", "/api/v1", "description", "All tenants that you see, for reading"),
        Map.of(
            "url", "/api/v1/tenants/{tenant}",
            "description", "One tenant, for reading and changing",
            "variables",
                Map.of(
                    "tenant",
                    Map.of(
                        "default", "00000000-0000-0000-0000-000000000000",
                        "description", "Id of the tenant"))));
  }

  private static Map<String, Object> components(Map<String, Object> schemas) {
    return Map.of(
        "schemas", schemas,
        "parameters", Map.of("limit", limit(), "cursor", cursor()),
        "responses",
            Map.of(
                "problem",
                Map.of(
                    "description",
                    "Refused (RFC 9457)",
                    "content",
                    Map.of(
                        "application/problem+json",
                        Map.of(
                            "schema",
                            Map.of("$ref", "#/components/schemas/Problem"),
                            "example",
                            refusal())))),
        "securitySchemes",
            Map.of(
                "token", Map.of("type", "http", "scheme", "bearer"),
                "session", Map.of("type", "apiKey", "in", "cookie", "name", "__Host-custode")));
  }

  private static Map<String, Object> refusal() {
    return Map.of(
        "type", "urn:custode:problem:invalid",
        "title", "Invalid",
        "status", 400,
        "detail", "Nothing was changed: name must be 1 to 200 characters.",
        "todo", "Correct the named fields and send it again.",
        "instance", "01890000-0000-7000-8000-000000000001",
        "violations", List.of(Map.of("field", "name", "rule", "must be 1 to 200 characters")));
  }

  private static Map<String, Object> limit() {
    return Map.of(
        "name",
        "limit",
        "in",
        "query",
        "required",
        false,
        "description",
        "Items wanted",
        "example",
        PageRequest.DEFAULT,
        "schema",
        Map.of(
            "type",
            "integer",
            "minimum",
            1,
            "maximum",
            PageRequest.MAX,
            "default",
            PageRequest.DEFAULT));
  }

  private static Map<String, Object> cursor() {
    return Map.of(
        "name",
        "cursor",
        "in",
        "query",
        "required",
        false,
        "description",
        "'next' of the page before",
        "example",
        Cursor.of("Rossi S.p.A."),
        "schema",
        Map.of("type", "string", "maxLength", PageRequest.LONGEST_CURSOR));
  }

  private static Map<String, Object> problem() {
    var text = Map.of("type", "string");
    return Map.of(
        "type", "object",
        "required", List.of("type", "title", "status", "detail", "todo", "instance", "violations"),
        "properties",
            Map.of(
                "type", Map.of("type", "string", "description", "urn:custode:problem:<name>"),
                "title", text,
                "status", Map.of("type", "integer"),
                "detail", text,
                "todo", Map.of("type", "string", "description", "What to do now"),
                "instance", Map.of("type", "string", "description", "Correlation id"),
                "violations",
                    Map.of(
                        "type",
                        "array",
                        "items",
                        Map.of(
                            "type", "object", "properties", Map.of("field", text, "rule", text)))));
  }

  private static Map<String, Object> events() {
    var asset =
        Map.of(
            "name",
            "asset",
            "in",
            "query",
            "required",
            false,
            "schema",
            Map.of("type", "string", "format", "uuid"),
            "example",
            SampleWords.id("AssetId"));
    return Map.of(
        "get",
        Map.of(
            "operationId", "core.events",
            "tags", List.of("core"),
            "summary", "Live events, and metrics as event 'metric', each to those who may see it",
            "x-permission", "core.event.read",
            "x-permission-or", "core.metric.read",
            "parameters", List.of(asset),
            "responses",
                responses(
                    Map.of("text/event-stream", Map.of("schema", Map.of("type", "string"))))));
  }

  private static Map<String, Object> itself() {
    return Map.of(
        "get",
        Map.of(
            "operationId",
            "core.openapi",
            "tags",
            List.of("core"),
            "x-permission",
            "signed-in",
            "responses",
            responses(Operations.json(Map.of("type", "object"), Map.of("openapi", "3.0.3")))));
  }

  private static Map<String, Object> responses(Map<String, Object> content) {
    return Map.of(
        "200", Map.of("description", "The answer", "content", content),
        "default", Map.of("$ref", "#/components/responses/problem"));
  }
}
