// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.leak;

import static org.assertj.core.api.Assertions.assertThat;

import io.custode.itests.journey.Journey;
import io.custode.testing.Custode;
import io.custode.testing.CustodeTest;
import io.custode.testing.Published;
import io.custode.testing.Response;
import io.custode.testing.Web;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Every route, every command, from outside: 0 leaks. A plugin is there meanwhile, which is walked
 * because it is published and for no other reason.
 */
@CustodeTest
@ResourceLock(Journey.PLUGINS)
class PermissionWalkIT {
  @BeforeAll
  static void installAPlugin(Custode custode) throws IOException {
    Walkers.installHello(custode);
  }

  @AfterAll
  static void uninstallIt(Custode custode) {
    custode.uninstall("hello");
  }

  private static List<Published> routes(Custode custode) {
    var routes = Published.routes(custode);
    assertThat(routes).hasSizeGreaterThan(150);
    assertThat(routes)
        .as("a new plugin is covered by itself")
        .anyMatch(route -> route.path().startsWith("/api/v1/plugins/hello/"));
    return routes;
  }

  @Test
  void signedOutEverythingIsRefused(Custode custode) {
    var nobody = custode.anonymous();
    var leaks = new ArrayList<String>();
    for (var route : routes(custode)) {
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
    return who.send(route.method(), path, route.example().isEmpty() ? null : "{}");
  }

  @Test
  void withoutThePermissionEverythingIsRefused(Custode custode) {
    var leaks = new ArrayList<String>();
    try (var walkers = new Walkers(custode)) {
      var guest = walkers.user("guest", null, null);
      for (var route : routes(custode)) {
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
    }
    assertThat(leaks).isEmpty();
  }

  @Test
  void whoSeesOneTenantFindsNothingOfTheOther(Custode custode) {
    assertThat(routes(custode)).isNotEmpty();
    Walkers.walkBetweenTenants(custode);
  }
}
