// SPDX-License-Identifier: Apache-2.0
package io.custode.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tries every route and command that a plugin has published, from outside: signed out, without the
 * plugin's permissions, and with a field that nobody knows. A new route is tried by itself.
 */
public final class PluginDoors {
  private static final String UNKNOWN = "{\"nobody-knows-this\":1}";

  private final Custode custode;
  private final String plugin;
  private final List<String> faults = new ArrayList<>();

  private PluginDoors(Custode custode, String plugin) {
    this.custode = custode;
    this.plugin = plugin;
  }

  /**
   * Tries them all.
   *
   * @param plugin id of an installed plugin
   * @return which let somebody in, or took what they do not know; empty is good
   * @throws AssertionError if the plugin has no door that could be tried
   */
  public static List<String> faults(Custode custode, String plugin) {
    return new PluginDoors(custode, plugin).tried();
  }

  private List<String> tried() {
    var routes =
        Published.routes(custode).stream()
            .filter(route -> route.path().startsWith("/api/v1/plugins/" + plugin + "/"))
            .toList();
    var commands = commands();
    if (routes.isEmpty() && commands.isEmpty()) {
      throw new AssertionError(plugin + " has published no route and no command: is it installed?");
    }
    var tenant = tenant();
    try (var stranger = Stranger.without(custode, plugin)) {
      for (var route : routes) {
        expect(401, send(custode.anonymous(), route, body(route)), route, "signed out");
        expect(403, send(stranger.web(), route, body(route)), route, "without the permission");
        if (!route.example().isEmpty()) {
          expect(400, unknown(tenant, route), route, "with a field that nobody knows");
        }
      }
      for (var path : commands) {
        expect(401, custode.anonymous().post(path, "{}"), path, "signed out");
        expect(403, stranger.web().post(path, "{}"), path, "without the permission");
        var answer = custode.post(in(tenant, path), UNKNOWN);
        expect(400, answer, path, "with a field that nobody knows");
      }
    }
    return List.copyOf(faults);
  }

  private List<String> commands() {
    var paths = new ArrayList<String>();
    for (var command : custode.get("/api/v1/commands").json().path("items")) {
      var name = command.path("name").asText();
      if (name.startsWith(plugin + ".")) {
        paths.add("/api/v1/commands/" + name);
      }
    }
    return paths;
  }

  /** What is written is written into a tenant of nobody. */
  private String tenant() {
    var name = "Doors of " + plugin + " " + System.nanoTime();
    var made = custode.post("/api/v1/tenants", Map.of("name", name));
    if (made.status() != 201) {
      throw new AssertionError("No tenant was made: " + made.status() + " " + made.body());
    }
    return made.json().path("id").asText();
  }

  private static String in(String tenant, String path) {
    return path.replaceFirst("^/api/v1/", "/api/v1/tenants/" + tenant + "/");
  }

  private static @Nullable String body(Published route) {
    return route.example().isEmpty() ? null : "{}";
  }

  private Response unknown(String tenant, Published route) {
    return custode.admin().send(route.method(), in(tenant, route.filled()), UNKNOWN);
  }

  /** As the route takes it, so that it is the permission that refuses. */
  private static Response send(Web who, Published route, @Nullable String body) {
    return route.takesFile()
        ? who.upload(route.filled(), new byte[] {1})
        : who.send(route.method(), route.filled(), body);
  }

  private void expect(int status, Response answer, Object door, String how) {
    if (answer.status() != status) {
      faults.add(door + " " + how + ": " + answer.status() + " instead of " + status);
    }
  }
}
