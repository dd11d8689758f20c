// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.leak;

import com.fasterxml.jackson.databind.JsonNode;
import io.custode.testing.Custode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Every route that is published now, as the platform itself lists them: a new one is walked by
 * itself.
 */
record Published(
    String method, String path, String permission, boolean asksForText, boolean takesFile) {
  private static final String SOME_ID = "01890000-0000-7000-8000-000000000000";

  static List<Published> routes(Custode custode) {
    var routes = new ArrayList<Published>();
    var paths = custode.get("/api/v1/openapi.json").json().path("paths");
    paths
        .fieldNames()
        .forEachRemaining(
            path ->
                paths
                    .path(path)
                    .fieldNames()
                    .forEachRemaining(
                        method -> {
                          JsonNode operation = paths.path(path).path(method);
                          if (operation.has("x-permission")) {
                            routes.add(
                                new Published(
                                    method.toUpperCase(Locale.ROOT),
                                    "/api/v1" + path,
                                    operation.path("x-permission").asText(),
                                    operation.path("parameters").findValuesAsText("name").stream()
                                        .anyMatch("text"::equals),
                                    operation
                                        .path("requestBody")
                                        .path("content")
                                        .has("application/octet-stream")));
                          }
                        }));
    return routes;
  }

  boolean isOpenToAll() {
    return permission.equals("signed-out");
  }

  boolean isOpenToSignedIn() {
    return permission.equals("signed-in");
  }

  /** The path with every variable filled by an id. */
  String filled(String id) {
    return path.replaceAll("\\{[^}]+}", id);
  }

  String filled() {
    return filled(SOME_ID);
  }

  /** Never ends once it is granted. */
  boolean isStream() {
    return path.endsWith("/events");
  }

  boolean hasVariable() {
    return path.contains("{");
  }
}
