// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.custode.api.asset.AssetId;
import io.custode.core.access.SignIn;
import io.custode.core.access.SignIn.Session;
import io.custode.rest.internal.core.MeResource;
import io.custode.rest.internal.core.ProviderSignInResource;
import io.custode.rest.internal.core.SessionResource;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
  private static final String THINGS = "/api/v1/things";
  private static final String THING = "{\"name\":\"x\",\"size\":1,\"parts\":[]}";

  private Door door;
  private Resources.Things things;

  @BeforeEach
  void open() throws Exception {
    door = new Door(Map.of("bodyBytes", 2000));
    things = new Resources.Things(door.people);
    door.people.technician("tech", "core.thing.read", "core.thing.write");
    door.people.technician("reader", "core.thing.read");
    door.people.contact("contact", People.ACME, "core.thing.read", "core.thing.write");
    door.publishCore(
        things,
        new SessionResource(door.people, new Contoso(door.people)),
        new ProviderSignInResource(new Contoso(door.people), door.people),
        new MeResource());
  }

  @AfterEach
  void close() throws Exception {
    door.close();
  }

  @Test
  void runsTheResourceAsTheCaller() {
    var answer = door.get("tech", THINGS);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.json().get("who").asText()).isEqualTo("tech");
    assertThat(answer.json().get("tenant").asText()).isEqualTo("none");
    assertThat(door.people.principal()).isEmpty();
  }

  @Test
  void setsSecurityHeadersAndACorrelationIdEachTime() {
    var answer = door.get("tech", THINGS);
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(answer.header("X-Correlation-Id"))
        .hasSize(36)
        .isNotEqualTo(door.get("tech", THINGS).header("X-Correlation-Id"));
  }

  @Test
  void bindsTheTenantOfThePathAndPointsBackIntoIt() {
    var base = "/api/v1/tenants/" + People.BETA;
    assertThat(door.get("tech", base + "/things").json().get("tenant").asText())
        .isEqualTo(People.BETA.value());
    var made = door.post("tech", base + "/things", THING);
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("Location")).isEqualTo(door.uri(base + "/things/x").toString());
  }

  @Test
  void aTenantThatTheCallerDoesNotSeeIsNotFound() {
    var answer = door.get("contact", "/api/v1/tenants/" + People.BETA + "/things");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.problem()).isEqualTo("not-found");
    assertThat(things.calls).hasValue(0);
    assertThat(door.get("contact", THINGS).json().get("tenant").asText())
        .isEqualTo(People.ACME.value());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../../things",
        "/%2e%2e/%2e%2e/things",
        "/..;/..;/things",
        ";a=b/things",
        "//things",
        "%2fthings",
        "/things;a=b",
        "/x/../things",
        "/%2e/things"
      })
  void theTenantPrefixCannotBeEscaped(String tail) throws Exception {
    var answer =
        door.raw("GET", "/api/v1/tenants/" + People.ACME + tail, "Authorization: Bearer contact");
    assertThat(answer).startsWith("HTTP/1.1 400");
    assertThat(things.calls).hasValue(0);
  }

  @Test
  void signedOutIs401AndTellsNothingOfThePaths() {
    for (var path :
        List.of(
            THINGS,
            "/api/v1/nothing",
            "/api/v1/things/a/b/c",
            "/api/v1/plugins/hello/notes",
            "/api/v1/openapi.json",
            "/api/v1/events",
            "/api/v1/me",
            "/api/v2/things",
            "/api/v1/tenants/" + People.ACME + "/things")) {
      var answer = door.get(null, path);
      assertThat(answer.status()).as(path).isEqualTo(401);
      assertThat(answer.problem()).isEqualTo("signed-out");
      assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    }
    assertThat(door.get("no such token", THINGS).status()).isEqualTo(401);
    assertThat(door.get(null, THINGS + "/open").body()).isEqualTo("[\"open\"]");
    assertThat(door.get(null, THINGS + "/mine").status()).isEqualTo(401);
    assertThat(door.get("reader", THINGS + "/mine").body()).isEqualTo("[\"mine\"]");
    assertThat(
            door.send(door.request(null, THINGS).header("Authorization", "Basic dGVjaDpyaWdodA=="))
                .status())
        .isEqualTo(401);
  }

  @Test
  void withoutThePermissionIs403AndAudited() {
    var answer = door.post("reader", THINGS, THING);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.problem()).isEqualTo("forbidden");
    assertThat(answer.body()).contains("core.thing.write");
    assertThat(things.calls).hasValue(0);
    assertThat(door.people.refused).containsExactly("core.thing.write route/POST /api/v1/things");
  }

  @Test
  void permissionComesBeforeTheBody() {
    assertThat(door.post("reader", THINGS, "{broken").status()).isEqualTo(403);
  }

  @Test
  void nobodyTurnsAReadIntoAChange() {
    var session =
        door.people.open(
            door.people.tokens.get("tech"), new SignIn.Origin("192.0.2.1", "a browser"));
    var cookie = "Cookie: " + Callers.COOKIE + "=" + session.secret();
    for (var sent :
        List.of(
            door.request(null, THINGS + "?_method=DELETE"),
            door.request(null, THINGS).header("X-HTTP-Method-Override", "DELETE"),
            door.request(null, THINGS + "?_type=xml"),
            door.request(null, THINGS + "?_ctype=xml"))) {
      door.send(sent.header("Cookie", cookie.substring("Cookie: ".length())));
    }
    // the GET by header ran as a GET; nothing was deleted, nothing else ran
    assertThat(things.calls).hasValue(1);
    var oneWay = door.request("tech", THINGS).header("OnewayRequest", "true");
    assertThat(door.send(oneWay).status()).isEqualTo(200);
  }

  @Test
  void changesWithACookieNeedTheSessionsOwnWord() {
    var session =
        door.people.open(
            door.people.tokens.get("tech"), new SignIn.Origin("192.0.2.1", "a browser"));
    assertThat(withCookie(session, null).status()).isEqualTo(403);
    assertThat(withCookie(session, "csrf-other").problem()).isEqualTo("csrf");
    assertThat(things.calls).hasValue(0);
    assertThat(withCookie(session, session.csrf()).status()).isEqualTo(204);
    assertThat(
            door.send(
                    door.request(null, THINGS)
                        .header("Cookie", Callers.COOKIE + "=" + session.secret()))
                .status())
        .isEqualTo(200);
    door.people.close(session.secret());
    assertThat(withCookie(session, session.csrf()).status()).isEqualTo(401);
  }

  private Door.Answer withCookie(Session session, String csrf) {
    var request =
        door.request(null, THINGS)
            .header("Cookie", "a=b; " + Callers.COOKIE + "=" + session.secret())
            .DELETE();
    return door.send(csrf == null ? request : request.header("X-CSRF-Token", csrf));
  }

  @Test
  void signsInAndOutByCookie() {
    var wrong = door.post(null, "/api/v1/session", "{\"user\":\"tech\",\"password\":\"wrong\"}");
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.header("Set-Cookie")).isEmpty();
    assertThat(door.post(null, "/api/v1/session", "{\"user\":\"tech\"}").status()).isEqualTo(400);

    var in = door.post(null, "/api/v1/session", "{\"user\":\"tech\",\"password\":\"right\"}");
    assertThat(in.status()).isEqualTo(200);
    assertThat(in.header("Set-Cookie"))
        .startsWith(Callers.COOKIE + "=secret-")
        .contains("; Path=/", "; Secure", "; HttpOnly", "; SameSite=Strict");
    assertThat(in.body()).doesNotContain("secret-");
    var cookie = in.header("Set-Cookie").split(";")[0];
    var csrf = in.json().get("csrf").asText();
    var seen = door.send(door.request(null, "/api/v1/session").header("Cookie", cookie));
    assertThat(seen.json().get("csrf").asText()).isEqualTo(csrf);
    assertThat(seen.json().get("user").get("name").asText()).isEqualTo("tech");

    var out =
        door.send(
            door.request(null, "/api/v1/session")
                .header("Cookie", cookie)
                .header("X-CSRF-Token", csrf)
                .DELETE());
    assertThat(out.status()).isEqualTo(200);
    assertThat(out.json().get("leave").asText()).isEqualTo("https://contoso.example/end");
    assertThat(out.header("Set-Cookie")).contains("Max-Age=0");
    assertThat(door.people.sessions).isEmpty();
    var nobody = door.send(door.request(null, "/api/v1/session").header("Cookie", cookie));
    assertThat(nobody.status()).isEqualTo(200);
    assertThat(nobody.json().get("user").isNull()).isTrue();
    assertThat(door.get("tech", "/api/v1/me").json().get("permissions").size()).isEqualTo(2);
  }

  @Test
  void eachWrongRequestGetsItsOwnProblem() {
    assertThat(door.get("tech", "/api/v1/nothing").problem()).isEqualTo("no-route");
    assertThat(door.get("tech", "/api/v2/things").problem()).isEqualTo("no-route");
    assertThat(door.get("tech", THINGS + "/a/b/c").status()).isEqualTo(404);
    assertThat(door.get("tech", "/api/v1/plugins/hello/notes").problem()).isEqualTo("no-route");

    var method = door.send(door.request("tech", THINGS).PUT(BodyPublishers.noBody()));
    assertThat(method.status()).isEqualTo(405);
    assertThat(method.problem()).isEqualTo("method-not-allowed");
    assertThat(method.header("Allow")).contains("GET", "POST", "DELETE");

    var type =
        door.send(
            door.request("tech", THINGS)
                .header("Content-Type", "text/xml")
                .POST(BodyPublishers.ofString("<x/>")));
    assertThat(type.status()).isEqualTo(415);
    assertThat(type.problem()).isEqualTo("unsupported-media-type");
    assertThat(
            door.send(door.request("tech", THINGS).POST(BodyPublishers.ofString(THING))).status())
        .isEqualTo(415);

    var accept = door.send(door.request("tech", THINGS).header("Accept", "text/html"));
    assertThat(accept.status()).isEqualTo(406);
    assertThat(accept.problem()).isEqualTo("not-acceptable");

    var conflict = door.post("tech", THINGS + "/conflict", "");
    assertThat(conflict.status()).isEqualTo(409);
    assertThat(conflict.problem()).isEqualTo("changed-meanwhile");
    assertThat(conflict.json().get("todo").asText()).isEqualTo("Read it again and repeat.");
  }

  @Test
  void whatNeedsATenantSaysSo() {
    var answer = door.get("tech", THINGS + "/of-a-tenant");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("tenant-needed");
    assertThat(answer.json().get("todo").asText()).isEqualTo("Choose one.");
    assertThat(answer.broken()).isEmpty();
  }

  @Test
  void ourFaultShowsAsAnIdOnly() {
    var answer = door.get("tech", THINGS + "/broken");
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.problem()).isEqualTo("internal");
    assertThat(answer.body()).doesNotContain("hunter2", "Exception", "io.custode");
  }

  @Test
  void wrongBodiesAre400() {
    var malformed = door.post("tech", THINGS, "{\"name\":\n\"x\",,}");
    assertThat(malformed.status()).isEqualTo(400);
    assertThat(malformed.problem()).isEqualTo("invalid");
    assertThat(malformed.body()).contains("line 2 column");
    var unknown = door.post("tech", THINGS, "{\"name\":\"x\",\"nmae\":1}");
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.broken()).containsExactly("nmae");
    for (var body :
        List.of("", "   ", "null", "[]", "\"x\"", THING + "x", "{\"parts\":[{\"asset\":\"7\"}]}")) {
      assertThat(door.post("tech", THINGS, body).status()).as(body).isEqualTo(400);
    }
    var latin =
        door.send(
            door.request("tech", THINGS)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(new byte[] {'"', (byte) 0xe9, '"'})));
    assertThat(latin.status()).isEqualTo(400);
    assertThat(things.calls).hasValue(0);
  }

  @Test
  void bodiesEndAtTheLimit() {
    var large = "{\"name\":\"" + "x".repeat(2000) + "\"}";
    var known = door.post("tech", THINGS, large);
    assertThat(known.status()).isEqualTo(413);
    assertThat(known.problem()).isEqualTo("body-too-large");
    var chunked =
        door.send(
            door.request("tech", THINGS)
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(large.getBytes()))));
    assertThat(chunked.status()).isEqualTo(413);
    assertThat(chunked.problem()).isEqualTo("body-too-large");
    assertThat(things.calls).hasValue(0);
  }

  @Test
  void readsParameters() {
    var id = AssetId.next();
    var answer =
        door.get(
            "tech",
            THINGS
                + "?id="
                + id
                + "&kind=network-device&since=2026-01-31T12:00:00Z&count=3&wait=PT1H");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("id").asText()).isEqualTo(id.value());
    assertThat(answer.json().get("kind").asText()).isEqualTo("NETWORK_DEVICE");
    assertThat(answer.json().get("count").asInt()).isEqualTo(3);
    assertThat(door.get("tech", THINGS + "/" + id).json().get("id").asText()).isEqualTo(id.value());
    assertThat(door.get("tech", THINGS + "/page?limit=7&cursor=abc").body())
        .contains("limit 7", "cursor abc");
    assertThat(door.get("tech", THINGS + "/page").body()).contains("limit 50", "cursor null");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?id=7",
        "?id=",
        "?kind=toaster",
        "?kind=",
        "?since=yesterday",
        "?wait=long",
        "?count=x",
        "?count=1.5",
        "?count=99999999999",
        "?count=",
        "?kidn=server",
        "?id=%00",
        "?kind=server%0d%0aX-Evil:1",
        "/7",
        "/01900000-0000-7000-8000-00000000000G",
        "/page?limit=0",
        "/page?limit=501",
        "/page?limit=x",
        "/page?limit=-1",
        "/page?foo=1"
      })
  void wrongParametersAre400(String tail) {
    var answer = door.get("tech", THINGS + tail);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("invalid");
    assertThat(answer.broken()).hasSize(1);
    assertThat(answer.body()).doesNotContain("X-Evil");
    assertThat(things.calls).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "' OR 1=1 --",
        "\u0000\u0007\u2028",
        "${jndi:ldap://127.0.0.1/x}",
        "\ud83d\ude00",
        "\"},\"admin\":true,{\""
      })
  void hostileTextComesBackAsTheSameText(String text) throws Exception {
    var sent = new JacksonMapping().write(Map.of("text", text)).text();
    var answer = door.post("tech", THINGS + "/any", sent);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("text").asText()).isEqualTo(text);
    assertThat(answer.json()).hasSize(1);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    var unknown = door.post("tech", THINGS, new JacksonMapping().write(Map.of(text, 1)).text());
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.problem()).isEqualTo("invalid");
    assertThat(unknown.body()).doesNotContain("<script>");
  }

  @Test
  void headAndOptionsAreSane() {
    var head = door.send(door.request("tech", THINGS).method("HEAD", BodyPublishers.noBody()));
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(
            door.send(door.request(null, THINGS).method("HEAD", BodyPublishers.noBody())).status())
        .isEqualTo(401);
    var options =
        door.send(door.request("tech", THINGS).method("OPTIONS", BodyPublishers.noBody()));
    assertThat(options.status()).isEqualTo(200);
    assertThat(options.header("Allow")).contains("GET", "POST");
    assertThat(options.header("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void aPartOfCoreThatIsAwayIs503() {
    door.publisher.remove(Door.CORE, things, false);
    var answer = door.get("tech", THINGS);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isEqualTo("2");
    assertThat(answer.problem()).isEqualTo("unavailable");
    assertThat(door.get("tech", "/api/v1/me").status()).isEqualTo(200);
  }

  @Test
  void whoeverSendsTooMuchIsToldToWait() throws Exception {
    try (var slow = new Door(Map.of("requestsPerSecond", 1, "burst", 5))) {
      slow.people.technician("tech", "core.thing.read");
      slow.people.technician("other", "core.thing.read");
      slow.publishCore(new Resources.Things(slow.people));
      for (int i = 0; i < 5; i++) {
        assertThat(slow.get("tech", THINGS).status()).isEqualTo(200);
      }
      var answer = slow.get("tech", THINGS);
      assertThat(answer.status()).isEqualTo(429);
      assertThat(answer.problem()).isEqualTo("too-many");
      assertThat(answer.header("Retry-After")).isEqualTo("1");
      assertThat(slow.get("other", THINGS).status()).isEqualTo(200);
    }
  }

  @Test
  void theWayToAProviderAndBackOpensASession() {
    var there = door.get(null, "/api/v1/sign-in/providers/contoso/begin");
    assertThat(there.status()).isEqualTo(303);
    assertThat(there.header("Location")).isEqualTo("https://contoso.example/authorize?state=1");
    assertThat(there.header("Set-Cookie"))
        .startsWith("__Host-custode-sign-in=tech;")
        .contains("Secure", "HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=600");
    var back =
        door.send(
            door.request(null, "/api/v1/sign-in/callback?code=2&state=1&session_state=3")
                .header("Cookie", "__Host-custode-sign-in=tech"));
    assertThat(back.status()).isEqualTo(303);
    assertThat(back.header("Location")).isEqualTo("/assets?q=x");
    assertThat(back.headers("Set-Cookie"))
        .anyMatch(c -> c.startsWith("__Host-custode-sign-in=;") && c.contains("Max-Age=0"))
        .anyMatch(c -> c.startsWith("__Host-custode=secret-") && c.contains("SameSite=Strict"));
    var forged = door.get(null, "/api/v1/sign-in/callback?code=2&state=1");
    assertThat(forged.status()).isEqualTo(303);
    assertThat(forged.header("Location")).isEqualTo("/sign-in?problem=sign-in-refused");
    assertThat(forged.headers("Set-Cookie")).noneMatch(c -> c.startsWith("__Host-custode="));
    assertThat(door.get(null, "/api/v1/sign-in/providers/other/begin").header("Location"))
        .isEqualTo("/sign-in?problem=sign-in-provider-down");
  }

  @Test
  void aFileIsAnsweredAsTheTypeThatTheMethodSays() {
    var file = door.get("tech", "/api/v1/things/table.csv");
    assertThat(file.body()).isEqualTo("a,b\r\n");
    assertThat(file.status()).isEqualTo(200);
  }
}
