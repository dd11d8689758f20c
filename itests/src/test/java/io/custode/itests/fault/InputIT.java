// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.custode.itests.journey.Journey;
import io.custode.testing.Custode;
import io.custode.testing.CustodeTest;
import io.custode.testing.Response;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people, scripts and attackers send. */
@CustodeTest
class InputIT {
  private static final List<String> POISON =
      List.of(
          "<script>alert(1)</script>",
          "' or '1'='1",
          "\"; drop table core.asset; --",
          "${jndi:ldap://127.0.0.1/x}",
          "../../../../etc/passwd",
          "$(touch /tmp/custode-owned)",
          "a\u0000b",
          "\u202Egpj.exe",
          "%s%n%x",
          "x".repeat(100_000));

  @Test
  void poisonInEveryTextFieldIsStoredAsTextOrRefusedClearly(Custode custode) {
    var journey = Journey.of(custode, "Poison");
    var openapi = custode.get("/api/v1/openapi.json").json();
    var faults = new ArrayList<String>();
    int sent = 0;
    for (var path : paths(openapi)) {
      var body =
          openapi.at(
              "/paths/"
                  + path.replace("~", "~0").replace("/", "~1")
                  + "/post/requestBody/content/application~1json/schema");
      var fields = properties(openapi, body);
      for (var field : fields) {
        for (var poison : POISON) {
          var input = sample(fields).put(field, poison);
          var answer = custode.post(bound("/api/v1" + path, journey.tenant()), input);
          sent += answer.status() == 405 || answer.status() == 501 ? 0 : 1;
          if (answer.status() >= 500 || leaksInsides(answer)) {
            faults.add(path + " " + field + " " + answer.status() + " " + cut(answer.body()));
          }
        }
      }
    }
    assertThat(sent).isGreaterThan(100);
    assertThat(faults).isEmpty();
    assertThat(custode.get("/api/v1/assets").status()).isEqualTo(200);
    assertThat(Files.exists(java.nio.file.Path.of("/tmp/custode-owned"))).isFalse();
  }

  /** A server that ends them as a browser's request sets out on one of them loses that request. */
  @Test
  void connectionsThatAreNotUsedAreLeftToTheBrowser(Custode custode) throws Exception {
    int port = URI.create(custode.url()).getPort();
    try (var browser = custode.tls().getSocketFactory().createSocket("localhost", port)) {
      browser.setSoTimeout(20_000);
      assertThat(health(browser)).startsWith("HTTP/1.1 200");
      await()
          .pollDelay(Duration.ofSeconds(35))
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> assertThat(health(browser)).startsWith("HTTP/1.1 200"));
    }
  }

  private static String health(Socket connection) throws IOException {
    var request = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n";
    connection.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    var answer = new byte[1 << 16];
    int read = connection.getInputStream().read(answer);
    return new String(answer, 0, Math.max(0, read), StandardCharsets.US_ASCII);
  }

  private static List<String> paths(JsonNode openapi) {
    var paths = new ArrayList<String>();
    openapi.path("paths").fieldNames().forEachRemaining(paths::add);
    // signing in is throttled, and has its own test
    paths.removeIf(
        path -> path.endsWith("/session") || !openapi.path("paths").path(path).has("post"));
    return paths;
  }

  private static List<String> properties(JsonNode openapi, JsonNode schema) {
    var names = new ArrayList<String>();
    var resolved =
        schema.has("$ref") ? openapi.at(schema.path("$ref").asText().substring(1)) : schema;
    resolved.path("properties").fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static ObjectNode sample(List<String> fields) {
    var body = new ObjectMapper().createObjectNode();
    for (var field : fields) {
      switch (field) {
        case "name" -> body.put(field, "ok " + System.nanoTime());
        case "kind" -> body.put(field, "OTHER");
        case "verb" -> body.put(field, "probe");
        default -> body.putNull(field);
      }
    }
    return body;
  }

  private static String bound(String path, String tenant) {
    var filled = path.replaceAll("\\{[^}]+}", "01890000-0000-7000-8000-000000000000");
    return filled.equals("/api/v1/tenants") || filled.startsWith("/api/v1/plugins")
        ? filled
        : filled.replaceFirst("^/api/v1/", "/api/v1/tenants/" + tenant + "/");
  }

  private static boolean leaksInsides(Response answer) {
    return answer
        .body()
        .matches("(?s).*(java\\.lang|io\\.custode\\.|org\\.eclipse|SQLState|\\tat ).*");
  }

  private static String cut(String text) {
    return text.length() > 200 ? text.substring(0, 200) : text;
  }

  @Test
  void whatIsNoJsonOrUnknownIsRefusedWithItsPlace(Custode custode) {
    for (var bad :
        List.of(
            "",
            "{",
            "[]",
            "nul",
            "{\"name\":\"x\",\"sesame\":1}",
            "{\"name\":{}}",
            "{\"name\":null}",
            "\"x\"")) {
      var answer = custode.post("/api/v1/tenants", bad);
      assertThat(answer.status()).as(bad).isEqualTo(400);
      assertThat(answer.json().path("type").asText()).as(bad).startsWith("urn:custode:problem:");
      assertThat(answer.json().path("todo").asText()).as(bad).isNotBlank();
    }
    assertThat(custode.get("/api/v1/assets?limit=0").status()).isEqualTo(400);
    assertThat(custode.get("/api/v1/assets?limit=x").status()).isEqualTo(400);
    assertThat(custode.get("/api/v1/assets?cursor=%00").status()).isEqualTo(400);
    assertThat(custode.get("/api/v1/assets/not-an-id").status()).isEqualTo(400);
    assertThat(custode.get("/api/v1/nothing").status()).isEqualTo(404);
    assertThat(custode.delete("/api/v1/assets").status()).isEqualTo(405);
  }

  @Test
  void pathsCannotLeaveWhereTheyBelong(Custode custode) throws IOException {
    for (var path :
        List.of(
            "/%2e%2e/%2e%2e/etc/passwd",
            "/app/%2e%2e%2f%2e%2e%2fetc/passwd",
            "/app/..%5c..%5cetc/passwd",
            "/api/v1/tenants/01890000-0000-7000-8000-000000000000/%2e%2e/assets",
            "/api/v1/tenants/..;/assets",
            "/api//v1/assets",
            "/api/v1/plugins/%2e%2e/assets")) {
      var answer = custode.anonymous().get(path);
      assertThat(answer.body()).as(path).doesNotContain("root:");
      assertThat(answer.status()).as(path).isIn(400, 401, 404);
    }
    assertThat(custode.shell("msp:broker-setup --directory ../x --host localhost").exit())
        .isEqualTo(1);
    assertThat(custode.shell("msp:plugin-install --source file:../../etc/passwd").exit())
        .isEqualTo(1);
  }

  @Test
  void aFileIsTriedTakenInAndItsRefusedRowsAreAFile(Custode custode) throws IOException {
    var tenant = Journey.of(custode, "Import").tenant();
    var imports = "/api/v1/tenants/" + tenant + "/imports";
    var file =
        "key;name;kind\n1;caffè;server\n2;due;fridge\n".getBytes(Charset.forName("windows-1252"));
    var wrong = custode.admin().upload(imports + "?kind=assets&encoding=UTF-8", file);
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.body()).contains("is not in UTF-8: byte");
    assertThat(custode.admin().upload(imports, file).status()).isEqualTo(400);
    var huge = custode.admin().upload(imports + "?kind=ASSETS", new byte[21 * 1024 * 1024]);
    assertThat(huge.status()).isEqualTo(400);
    assertThat(huge.body()).contains("20 MiB");
    var trial = custode.admin().upload(imports + "?kind=ASSETS", file);
    assertThat(trial.status()).as(trial.body()).isEqualTo(200);
    assertThat(trial.json().at("/of/encoding").asText()).isEqualTo("windows-1252");
    var one = imports + "/" + trial.json().at("/of/id").asText();
    assertThat(custode.post(one + "/start", "{}").status()).isEqualTo(200);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> custode.get(one).json().path("state").asText().equals("DONE"));
    assertThat(custode.get("/api/v1/tenants/" + tenant + "/assets?text=caff%C3%A8").body())
        .contains("\"kind\":\"SERVER\"");
    var rejects = custode.get(one + "/rejects.csv");
    assertThat(rejects.status()).as(rejects.body()).isEqualTo(200);
    assertThat(rejects.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/csv"));
    assertThat(rejects.body()).startsWith("\uFEFFrow,column,reason\r\n3,kind,");
    // the command reads from one directory only
    var directory = Files.createDirectories(custode.home().resolve("data/import"));
    Files.writeString(directory.resolve("sites.csv"), "key,name\n1,Roma\n");
    var line = "msp:import-check %s %s --tenant " + tenant;
    assertThat(custode.shell(line.formatted("SITES", "sites.csv")).out()).contains("created");
    assertThat(custode.shell(line.formatted("SITES", "../../etc/users.properties")).err())
        .contains("must be a plain name");
  }

  @Test
  void noSecretIsInAnyLog(Custode custode) throws IOException {
    var journey = Journey.of(custode, "Secrets");
    var token =
        custode
            .post("/api/v1/tenants/" + journey.tenant() + "/enrolment-tokens", "{}")
            .json()
            .path("secret")
            .asText();
    var user = custode.shell("msp:user-add --name secretive --role auditor --json").json();
    var api =
        custode
            .shell("msp:api-token-add --user secretive --label test --json")
            .json()
            .path("secret")
            .asText();
    assertThat(custode.anonymous().token(api).get("/api/v1/me").status()).isEqualTo(200);
    assertThat(
            custode
                .anonymous()
                .post("/api/v1/session", Map.of("user", "admin", "password", "Wr0ng-Passw0rd"))
                .status())
        .isEqualTo(401);
    var secrets =
        List.of(
            token.split("\\.")[1],
            user.path("password").asText(),
            api,
            custode.password(),
            "Wr0ng-Passw0rd");
    assertThat(secrets).allMatch(secret -> secret.length() > 10);
    try (var files = Files.walk(custode.home().resolve("log"))) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var text = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(secrets).as(file.toString()).noneMatch(text::contains);
      }
    }
    var audit = custode.get("/api/v1/audit?limit=500").body();
    assertThat(secrets).noneMatch(audit::contains);
  }
}
