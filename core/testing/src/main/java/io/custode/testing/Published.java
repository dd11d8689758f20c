// SPDX-License-Identifier: Apache-2.0
package io.custode.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A route that is published now, as the platform itself lists it: a new one is walked by itself.
 *
 * @param method {@code GET} and its like
 * @param path from {@code /api/v1} on, with its variables
 * @param operation what OpenAPI says of it
 */
public record Published(String method, String path, JsonNode operation) {
  /** A parameter of a path or a query. */
  public record Parameter(String name, JsonNode schema) {
    /** Of what it is the id, {@code AssetId}; empty if it is no id. */
    public String idOf() {
      return schema.path("x-id").asText();
    }

    public boolean isText() {
      return idOf().isEmpty()
          && schema.path("type").asText().equals("string")
          && !schema.has("enum")
          && !schema.has("format");
    }

    /** Some value that it takes. */
    public String some() {
      return schema.has("enum") ? schema.path("enum").get(0).asText() : "1";
    }
  }

  private static final String SOME_ID = "01890000-0000-7000-8000-000000000000";

  public static List<Published> routes(Custode custode) {
    var routes = new ArrayList<Published>();
    for (var path : custode.get("/api/v1/openapi.json").json().path("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        if (operation.getValue().has("x-permission")) {
          routes.add(
              new Published(
                  operation.getKey().toUpperCase(Locale.ROOT),
                  "/api/v1" + path.getKey(),
                  operation.getValue()));
        }
      }
    }
    return routes;
  }

  public String permission() {
    return operation.path("x-permission").asText();
  }

  public boolean isOpenToAll() {
    return permission().equals("signed-out");
  }

  public boolean isOpenToSignedIn() {
    return permission().equals("signed-in");
  }

  private JsonNode consumed() {
    return operation.path("requestBody").path("content");
  }

  public boolean takesFile() {
    return consumed().has("application/octet-stream");
  }

  /** The body that the document shows; empty if it takes none. */
  public String example() {
    var json = consumed().path("application/json");
    return json.isMissingNode() ? "" : json.path("example").toString();
  }

  public boolean isRead() {
    return method.equals("GET");
  }

  public List<Parameter> variables() {
    return parameters("path");
  }

  public List<Parameter> query() {
    return parameters("query");
  }

  private List<Parameter> parameters(String in) {
    var found = new ArrayList<Parameter>();
    for (var parameter : operation.path("parameters")) {
      if (parameter.path("in").asText().equals(in)) {
        found.add(new Parameter(parameter.path("name").asText(), parameter.path("schema")));
      }
    }
    return found;
  }

  /** Whether it takes {@code limit}. */
  public boolean isPaged() {
    return operation.path("parameters").findValuesAsText("$ref").stream()
        .anyMatch(reference -> reference.endsWith("/limit"));
  }

  /** Whether it answers with many of what the caller sees. */
  public boolean isList() {
    return isRead()
        && !hasVariable()
        && operation.at("/responses/200/content/application~1json/schema/properties").has("items");
  }

  public String filled(Function<Parameter, String> value) {
    var filled = path;
    for (var variable : variables()) {
      filled = filled.replace("{" + variable.name() + "}", value.apply(variable));
    }
    return filled;
  }

  public String filled() {
    return path.replaceAll("\\{[^}]+}", SOME_ID);
  }

  /** Never ends once it is granted. */
  public boolean isStream() {
    return path.endsWith("/events");
  }

  public boolean hasVariable() {
    return path.contains("{");
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
