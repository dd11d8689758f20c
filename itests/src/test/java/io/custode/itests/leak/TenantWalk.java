// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.leak;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.custode.testing.Custode;
import io.custode.testing.Published;
import io.custode.testing.Response;
import io.custode.testing.Web;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Everything that is published, asked by who sees one tenant for what is another's: by path, by
 * query, in bodies, by command.
 */
final class TenantWalk {
  /** Ids that are no tenant's: whoever adds a kind of thing puts it into {@link Stock} or here. */
  static final Map<String, String> OF_NO_TENANT =
      Map.of("AgentReleaseId", "releases of the agent are the provider's");

  private final Custode custode;
  private final Stock foreign;
  private final String own;
  private final List<Published> routes;
  private final Map<String, String> exampleIds = new HashMap<>();
  private final List<String> leaks = new ArrayList<>();
  private int requests;

  /**
   * @param own the tenant that those who walk see
   */
  TenantWalk(Custode custode, Stock foreign, String own) {
    this.custode = custode;
    this.foreign = foreign;
    this.own = own;
    this.routes = Published.routes(custode);
    var document = custode.get("/api/v1/openapi.json").json();
    for (var schema : document.findParents("x-id")) {
      var type = schema.path("x-id").asText();
      if (foreign.id(type) != null) {
        exampleIds.put(schema.path("example").asText(), foreign.id(type));
      }
    }
  }

  List<Published> routes() {
    return routes;
  }

  List<String> leaks() {
    return leaks;
  }

  int requests() {
    return requests;
  }

  /** Kinds of ids in paths and queries of which the other tenant has none. */
  List<String> withoutStock() {
    var missing = new TreeSet<String>();
    for (var route : routes) {
      for (var list : List.of(route.variables(), route.query())) {
        list.stream()
            .map(Published.Parameter::idOf)
            .filter(type -> !type.isEmpty() && foreign.id(type) == null)
            .filter(type -> !OF_NO_TENANT.containsKey(type))
            .forEach(type -> missing.add(type + " of " + route));
      }
    }
    return List.copyOf(missing);
  }

  /** Lists of the other tenant that are empty: they would show nothing, leak or not. */
  List<String> emptyLists() {
    var empty = new ArrayList<String>();
    for (var route : routes) {
      if (route.isList()) {
        var items = custode.get(foreign.list(route)).json().path("items");
        if (items.isEmpty()) {
          empty.add(route.path().substring("/api/v1/".length()));
        }
      }
    }
    return empty;
  }

  /** Answers 429 if it is asked too fast, which is no answer to what is asked here. */
  private Response answer(Supplier<Response> request) {
    requests++;
    var first = request.get();
    return first.status() != 429 ? first : await().until(request::get, a -> a.status() != 429);
  }

  private Response send(Web who, Published route, String path) {
    if (route.takesFile()) {
      return answer(() -> who.upload(path, new byte[] {1}));
    }
    var example = route.example();
    return answer(() -> who.send(route.method(), path, example.isEmpty() ? null : body(example)));
  }

  /** As the document shows it, with ids of the other tenant. */
  private String body(String example) {
    var body = example;
    for (var id : exampleIds.entrySet()) {
      body = body.replace(id.getKey(), id.getValue());
    }
    return body;
  }

  /** All routes that take a permission. */
  void byPath(Web who, boolean onlyReads) {
    for (var route : routes) {
      boolean walked = !route.isOpenToAll() && !route.isOpenToSignedIn() && !route.isStream();
      if (walked && (route.isRead() || !onlyReads)) {
        paths(route).forEach(path -> byPath(who, route, path));
      }
    }
  }

  private void byPath(Web who, Published route, String path) {
    boolean namesIt = route.variables().stream().anyMatch(v -> v.isText() || !v.idOf().isEmpty());
    if (namesIt) {
      note("in the fleet", refusedOrUnbound(send(who, route, path), route), route, path);
      note("in the own tenant", refused(send(who, route, prefixed(path, own)), route), route, path);
    } else if (!route.isRead()) {
      references(who, route, path);
    }
    note("bound", refused(send(who, route, prefixed(path, foreign.tenant()))), route, path);
  }

  /** What is made in the own tenant must not hold what is another's. */
  private void references(Web who, Published route, String path) {
    var body = body(route.example());
    if (!body.equals(route.example())) {
      var made = send(who, route, prefixed(path, own));
      note("refers to it", made.status() >= 300 && !foreign.names(made.body()), made, route, path);
    }
  }

  /** With each variable filled by what the other tenant has. */
  private List<String> paths(Published route) {
    boolean text = route.variables().stream().anyMatch(Published.Parameter::isText);
    return (text ? foreign.words() : List.of(""))
        .stream()
            .filter(word -> !word.contains("/"))
            .map(
                word ->
                    route.filled(
                        variable ->
                            foreign.id(variable.idOf()) != null
                                ? foreign.id(variable.idOf())
                                : variable.isText() ? word : variable.some()))
            .toList();
  }

  private static String prefixed(String path, String tenant) {
    return path.replaceFirst("^/api/v1/", "/api/v1/tenants/" + tenant + "/");
  }

  private record Judged(boolean good, Response answer) {}

  private Judged refused(Response answer) {
    boolean refused = answer.status() == 403 || answer.status() == 404;
    return new Judged(refused && !foreign.names(answer.body()), answer);
  }

  /**
   * What is refused for another reason would say that the thing is there. A text that cannot be
   * what is asked for names nothing.
   */
  private Judged refused(Response answer, Published route) {
    boolean text = route.variables().stream().allMatch(v -> v.idOf().isEmpty());
    return text && answer.status() == 400
        ? new Judged(!foreign.names(answer.body()), answer)
        : refused(answer);
  }

  /** A write without a tenant in its path is refused whatever it names. */
  private Judged refusedOrUnbound(Response answer, Published route) {
    boolean unbound =
        answer.status() == 400
            && (answer.body().contains(":tenant-needed")
                || answer.body().contains("\"field\":\"tenant\""));
    return unbound ? new Judged(true, answer) : refused(answer, route);
  }

  private void note(String how, Judged judged, Published route, String path) {
    note(how, judged.good(), judged.answer(), route, path);
  }

  private void note(String how, boolean good, Response answer, Published route, String path) {
    if (!good) {
      leaks.add(how + ": " + answer.status() + " " + route + " " + path + " " + cut(answer));
    }
  }

  private static String cut(Response answer) {
    var body = answer.body();
    return body.substring(0, Math.min(300, body.length()));
  }

  /** Lists, whole and with each parameter of their query naming something of the other tenant. */
  void byQuery(Web who) {
    for (var route : routes) {
      if (route.isRead() && !route.isStream() && !route.hasVariable()) {
        var queries = new ArrayList<String>();
        queries.add(route.isPaged() ? "?limit=500" : "");
        route.query().forEach(parameter -> queries.addAll(asked(parameter)));
        for (var query : queries) {
          for (var path : List.of(route.path(), prefixed(route.path(), own))) {
            byQuery(who, route, path + query);
          }
        }
      }
    }
  }

  private List<String> asked(Published.Parameter parameter) {
    var id = foreign.id(parameter.idOf());
    if (id != null) {
      return List.of("?" + parameter.name() + "=" + id);
    }
    var words = new ArrayList<>(parameter.isText() ? foreign.words() : List.of());
    if (parameter.name().equals("text")) {
      words.add(Stock.NAME);
    }
    return words.stream().map(word -> "?" + parameter.name() + "=" + word).toList();
  }

  private void byQuery(Web who, Published route, String path) {
    var answer = answer(() -> who.get(path));
    // the audit tells what the caller himself asked for, and by which ids
    boolean leak =
        route.path().equals("/api/v1/audit") || answer.status() != 200
            ? foreign.names(answer.body())
            : foreign.isIn(answer.body());
    note("asked", !leak && answer.status() < 500, answer, route, path);
  }

  /**
   * Every command in the other tenant, and those that the caller has in his own with what is the
   * other's.
   */
  void byCommand(Web who, Iterable<JsonNode> all) {
    for (var command : all) {
      var path = "/api/v1/commands/" + command.path("name").asText();
      for (var input : foreign.inputs(command)) {
        var bound = answer(() -> who.post(prefixed(path, foreign.tenant()), input));
        if (!refused(bound).good()) {
          leaks.add("bound: " + bound.status() + " " + path + " " + cut(bound));
        }
      }
    }
    for (var command : who.get("/api/v1/commands").json().path("items")) {
      byCommand(who, command);
    }
  }

  private void byCommand(Web who, JsonNode command) {
    boolean reads = command.path("risk").asText().equals("READ");
    var path = "/api/v1/commands/" + command.path("name").asText();
    for (var input : foreign.inputs(command)) {
      for (var where : List.of(path, prefixed(path, own))) {
        if (reads || foreign.isIn(String.valueOf(input))) {
          var answer = answer(() -> who.post(where, input));
          boolean leak =
              answer.status() < 300
                  ? !reads || foreign.isIn(answer.body())
                  : foreign.names(answer.body());
          if (leak || answer.status() >= 500) {
            leaks.add("command: " + answer.status() + " " + where + " " + input + cut(answer));
          }
        }
      }
    }
  }

  void byStream(Web who) {
    var bound = answer(() -> who.get("/api/v1/tenants/" + foreign.tenant() + "/events"));
    if (!refused(bound).good()) {
      leaks.add("stream: " + bound.status());
    }
  }
}
