// SPDX-License-Identifier: Apache-2.0
package io.custode.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Somebody who may do everything but what a plugin asks permissions for; gone when closed. */
record Stranger(Custode custode, String name, Web web) implements AutoCloseable {
  static Stranger without(Custode custode, String plugin) {
    var name = "stranger-" + Long.toString(System.nanoTime(), 36);
    var role = Map.of("name", name, "permissions", permissions(custode, plugin));
    done(custode.post("/api/v1/roles", role), 201);
    var user =
        done(
            custode.post("/api/v1/commands/msp.user-add", Map.of("name", name, "role", name)), 200);
    var password = user.json().path("password").asText();
    return new Stranger(custode, name, custode.anonymous().signIn(name, password));
  }

  private static List<String> permissions(Custode custode, String plugin) {
    var all = new ArrayList<String>();
    for (var line : custode.get("/api/v1/permissions").json().path("items")) {
      all.add(line.path("permission").asText());
    }
    all.removeIf(permission -> permission.startsWith(plugin + "."));
    return all;
  }

  private static Response done(Response answer, int status) {
    if (answer.status() != status) {
      throw new AssertionError("Nobody was made: " + answer.status() + " " + answer.body());
    }
    return answer;
  }

  @Override
  public void close() {
    custode.post("/api/v1/commands/msp.user-remove", Map.of("user", name));
    custode.delete("/api/v1/roles/" + name);
  }
}
