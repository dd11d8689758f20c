// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.custode.itests.journey.Journey;
import io.custode.testing.Custode;
import io.custode.testing.CustodeTest;
import io.custode.testing.Published;
import io.custode.testing.Response;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * What a customer's contact is given: all that the API answers him, and all files of the portal.
 * Nothing of what the MSP spends or earns is in it, and nothing of the console.
 */
@CustodeTest
@ResourceLock(Journey.PLUGINS)
class CustomerWalkIT {
  /** A figure of the MSP's own, as a field would be called. */
  private static final Pattern COST =
      Pattern.compile("(?i)cost|markup|wage|salary|profit|hourly_?rate|purchase_?price");

  /** In styles it is the space around something. */
  private static final Pattern MARGIN = Pattern.compile("(?i)margin");

  /** What he is there for, and what a permission that he has opens. */
  private static final List<String> HIS =
      List.of("assets", "branding", "calendars", "files/{id}", "sites", "tenants");

  @BeforeAll
  static void installAPlugin(Custode custode) throws IOException {
    Walkers.installHello(custode);
  }

  @AfterAll
  static void uninstallIt(Custode custode) {
    custode.uninstall("hello");
  }

  @Test
  void noCostAndNothingOfTheConsoleIsAnsweredToAContact(Custode custode) {
    try (var walkers = new Walkers(custode);
        var stock = new Stock(custode, Journey.of(custode, "Customer"))) {
      var contact = walkers.user("contact", null, stock.tenant());
      var answered = new TreeMap<String, Response>();
      for (var route : Published.routes(custode)) {
        if (route.isRead() && !route.isStream()) {
          var path = route.filled(v -> stock.id(v.idOf()) == null ? v.some() : stock.id(v.idOf()));
          var asked = path + (route.isPaged() ? "?limit=500" : "");
          keep(answered, route.path(), patiently(() -> contact.get(asked)));
        }
      }
      for (var command : contact.get("/api/v1/commands").json().path("items")) {
        var path = "/api/v1/commands/" + command.path("name").asText();
        if (command.path("risk").asText().equals("READ")) {
          for (var input : stock.inputs(command)) {
            keep(answered, path + " " + input, patiently(() -> contact.post(path, input)));
          }
        }
      }
      // the document tells which fields there are, and no figure
      answered.remove("/api/v1/openapi.json");
      System.out.println("CustomerWalkIT: a contact is answered at " + answered.keySet());
      for (var his : HIS) {
        assertThat(answered).containsKey("/api/v1/" + his);
      }
      assertThat(answered.get("/api/v1/assets"))
          .extracting(Response::body)
          .asString()
          .contains(Stock.NAME);
      assertThat(answered.keySet())
          .as("what is the MSP's own")
          .noneMatch(path -> path.matches(".*/(users|audit|secrets|agreements|plugins|agents)"));
      var names = new TreeSet<String>();
      answered.values().forEach(answer -> addNames(answer, names));
      assertThat(names)
          .contains("memoryBytes")
          .noneMatch(name -> COST.matcher(name).find() || MARGIN.matcher(name).find());
      // hello has a page, a panel and a command, all for technicians
      assertThat(custode.get("/api/v1/ui/contributions").body()).contains("\"nav.page\"");
      assertThat(contact.get("/api/v1/ui/contributions").json().path("plugins")).isEmpty();
    }
  }

  private static void keep(TreeMap<String, Response> answered, String what, Response answer) {
    if (answer.status() == 200) {
      answered.put(what, answer);
    }
  }

  /** Answers 429 if it is asked too fast. */
  private static Response patiently(Supplier<Response> request) {
    var first = request.get();
    return first.status() != 429 ? first : await().until(request::get, a -> a.status() != 429);
  }

  /** All names of fields, however deep. */
  private static void addNames(Response answer, TreeSet<String> names) {
    if (answer.body().startsWith("{")) {
      var open = new ArrayDeque<JsonNode>(List.of(answer.json()));
      while (!open.isEmpty()) {
        var node = open.pop();
        node.fieldNames().forEachRemaining(names::add);
        node.forEach(open::push);
      }
    }
  }

  @Test
  void thePortalLoadsFilesOfItsOwnOnly(Custode custode) {
    var nobody = custode.anonymous();
    var open = new ArrayDeque<>(List.of("/portal/"));
    var texts = new TreeMap<String, String>();
    var named = Pattern.compile("[\"'`(](?:\\./|/portal/app/)([A-Za-z0-9_-]+\\.(?:js|css))[\"'`)]");
    while (!open.isEmpty()) {
      var path = open.pop();
      var answer = nobody.get(path);
      assertThat(answer.status()).as(path).isEqualTo(200);
      texts.put(path, answer.body());
      named
          .matcher(answer.body())
          .results()
          .map(file -> "/portal/app/" + file.group(1))
          .filter(file -> !texts.containsKey(file) && !open.contains(file))
          .forEach(open::add);
    }
    assertThat(texts).hasSizeGreaterThan(5);
    var wrong = new ArrayList<String>();
    texts.forEach(
        (path, text) -> {
          if (text.contains("cu-shell")
              || text.contains("cu-users-page")
              || COST.matcher(text).find()) {
            wrong.add(path);
          }
        });
    assertThat(wrong).isEmpty();
    assertThat(nobody.get("/").body()).contains("cu-shell");
  }
}
