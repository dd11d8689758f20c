// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.custode.itests.journey.Journey;
import io.custode.testing.Custode;
import io.custode.testing.CustodeTest;
import io.custode.testing.Part;
import io.custode.testing.Response;
import io.custode.testing.Web;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** One technician from invitation to removal, by the doors that people use. */
@CustodeTest
@ResourceLock(value = Journey.PLUGINS, mode = ResourceAccessMode.READ)
class PeopleIT {
  private static final String PASSWORD = "a long enough word";
  private static final String TENANTS = "/api/v1/tenants";

  private final String name = "p" + System.nanoTime() % 1_000_000_000;

  private String administrator = "";

  private static Response run(Web who, String command, Map<String, ?> input) {
    return who.post("/api/v1/commands/msp." + command, input);
  }

  private Response redeem(Custode custode, String code) {
    return custode
        .anonymous()
        .post("/api/v1/session/password", Map.of("user", name, "code", code, "password", PASSWORD));
  }

  private Response signIn(Custode custode, Map<String, String> with) {
    return custode.anonymous().post("/api/v1/session", with);
  }

  @Test
  void fromInvitationToRemoval(Custode custode) throws Exception {
    var invited = custode.shell("msp:user-invite " + name + " technician --json").json();
    assertThat(invited.has("password")).isFalse();
    var code = invited.path("code").asText();
    assertThat(redeem(custode, code + "x").status()).isEqualTo(401);
    assertThat(redeem(custode, code).status()).isEqualTo(204);
    assertThat(redeem(custode, code).status()).isEqualTo(401);

    var joe = custode.anonymous().signIn(name, PASSWORD);
    assertThat(joe.get(TENANTS).status()).isEqualTo(200);
    assertThat(run(joe, "session-list", Map.of()).json().path("items")).hasSize(1);

    var secret = run(joe, "second-factor-enrol", Map.of("password", PASSWORD)).json();
    var confirmed = Totp.code(secret.path("secret").asText(), 0);
    assertThat(run(joe, "second-factor-confirm", Map.of("code", confirmed)).json().path("codes"))
        .hasSize(10);
    var half = signIn(custode, Map.of("user", name, "password", PASSWORD));
    assertThat(half.status()).isEqualTo(401);
    assertThat(half.json().path("type").asText()).endsWith(":second-factor-needed");
    assertThat(half.headers().firstValue("set-cookie")).isEmpty();
    var next = Totp.code(secret.path("secret").asText(), 1);
    assertThat(custode.shell(name, PASSWORD, "msp:tenant-list").exit())
        .as("SSH without the code")
        .isNotZero();
    assertThat(custode.shell(name, PASSWORD + " " + next, "msp:tenant-list").exit()).isZero();
    assertThat(signIn(custode, Map.of("user", name, "password", PASSWORD, "code", next)).status())
        .as("the same code again")
        .isEqualTo(401);

    var token = custode.shell("msp:api-token-add " + name + " it --json").json();
    var program = custode.anonymous().token(token.path("secret").asText());
    assertThat(program.get(TENANTS).status()).isEqualTo(200);
    var limited =
        custode
            .shell("msp:api-token-add " + name + " it --permissions core.site.read --json")
            .json();
    assertThat(custode.anonymous().token(limited.path("secret").asText()).get(TENANTS).status())
        .isEqualTo(403);

    var role = "r" + System.nanoTime() % 1_000_000_000;
    custode.shell("msp:role-add " + role + " core.site.read").ok();
    custode.shell("msp:user-role " + name + " " + role).ok();
    assertThat(joe.get(TENANTS).status()).isEqualTo(403);
    assertThat(joe.get("/api/v1/sites").status()).isEqualTo(200);
    assertThat(custode.shell("msp:role-remove " + role).err()).contains("One user has", name);
    custode.shell("msp:role-change " + role + " --more core.tenant.read").ok();
    assertThat(joe.get(TENANTS).status()).isEqualTo(200);

    assertThat(run(custode.admin(), "user-disable", Map.of("user", name)).status()).isEqualTo(200);
    Awaitility.await()
        .atMost(Duration.ofSeconds(1))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> joe.get(TENANTS).status() == 401 && program.get(TENANTS).status() == 401);
    custode.shell("msp:user-remove " + name);
    custode.shell("msp:role-remove " + role).ok();
    assertThat(custode.shell("msp:user-list --limit 500 --json").json().toString())
        .doesNotContain("\"" + name + "\"");
    assertThat(custode.shell("msp:user-disable admin").exit()).as("the last one").isNotZero();
  }

  @Test
  void aKeyOfOnesOwnOpensTheShellAndTheAuditNamesItsUser(Custode custode, @TempDir Path dir)
      throws Exception {
    Part.requires("ssh");
    var who = name + "k";
    var invited = custode.shell("msp:user-invite " + who + " technician --json").json();
    custode
        .anonymous()
        .post(
            "/api/v1/session/password",
            Map.of("user", who, "code", invited.path("code").asText(), "password", PASSWORD));
    var joe = custode.anonymous().signIn(who, PASSWORD);
    for (var type : List.of("ed25519", "ecdsa")) {
      var key = dir.resolve(type);
      assertThat(ran("ssh-keygen", "-q", "-t", type, "-N", "", "-f", key.toString())).isZero();
      assertThat(ssh(custode, who, key)).as("before it is added").isNotZero();
      var line = Files.readString(dir.resolve(type + ".pub")).strip();
      var added = run(joe, "ssh-key-add", Map.of("key", line, "password", PASSWORD)).json();
      assertThat(added.path("fingerprint").asText()).startsWith("SHA256:");
      assertThat(ssh(custode, who, key)).as(type).isZero();
      assertThat(ssh(custode, "admin", key)).as("another's").isNotZero();
    }
    var lines =
        custode.get("/api/v1/audit?limit=50&verb=core.command.run").json().path("items").toString();
    assertThat(lines).contains("\"" + who + "\"", "msp.site-list");
    custode.shell("msp:user-remove " + who);
    assertThat(ssh(custode, who, dir.resolve("ed25519"))).as("after removal").isNotZero();
  }

  /** Who is the last administrator is asked on this platform, so none is left when a test fails. */
  @AfterEach
  void onlyOneAdministratorStays(Custode custode) {
    if (!administrator.isEmpty()) {
      custode.shell("msp:user-remove " + administrator);
    }
  }

  /** A user and a contact, whose names have a word in common that nothing else has. */
  @Test
  void whoIsErasedIsNamedNowhere(Custode custode, @TempDir Path dir) throws Exception {
    var word =
        new Random()
            .ints(14, 'a', 'z' + 1)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    var who = "q." + word;
    administrator = who;
    var tenant = TENANTS + "/" + Journey.of(custode, "Forgetful").tenant();
    var code = custode.shell("msp:user-invite " + who + " administrator --json").json();
    var welcome = Map.of("user", who, "code", code.path("code").asText(), "password", PASSWORD);
    custode.anonymous().post("/api/v1/session/password", welcome);
    signIn(custode, Map.of("user", who, "password", "not " + PASSWORD));
    var joe = custode.anonymous().signIn(who, PASSWORD);
    var user = joe.get("/api/v1/me").json().path("id").asText();

    // what he does, also about the other one
    var quinta = "Quinta " + word;
    var contact =
        made(
            joe.post(
                tenant + "/contacts",
                Map.of("name", quinta, "email", word + "@x.example", "phone", "+39 " + word)));
    done(joe.post(tenant + "/enrolment-tokens", Map.of()));
    var asset = made(joe.post(tenant + "/assets", Map.of("name", "pc-1", "kind", "SERVER")));
    var file = tenant + "/files?about=contact/" + contact + "&name=" + word + ".txt";
    made(joe.upload(file, new byte[] {1}));
    var desk = "d" + System.nanoTime();
    var field = Map.of("kind", "CONTACT", "key", desk, "label", "Desk", "type", "TEXT");
    done(run(joe, "custom-field-define", field));
    var set = Map.of("kind", "CONTACT", "id", contact, "key", desk, "value", "Near " + word);
    done(joe.post(tenant + "/commands/msp.custom-value-set", set));
    var use = Map.of("from", asset, "kind", "USED_BY", "to", contact);
    done(joe.post(tenant + "/commands/msp.relation-add", use));
    done(joe.post(tenant + "/commands/msp.asset-lend", Map.of("asset", asset, "contact", contact)));
    done(run(joe, "api-token-add", Map.of("user", who, "label", "of " + word)));
    done(run(joe, "job-run", Map.of("job", "core.alert-sweep")));
    custode.shell(who, PASSWORD, "msp:tenant-list --limit 1").ok();
    custode.shell("msp:person-export " + user + " user" + desk + ".zip").ok();
    done(run(joe, "person-export", Map.of("person", contact, "file", "contact" + desk + ".zip")));
    var exports = custode.home().resolve("data/export");
    assertThat(exports.resolve("user" + desk + ".zip")).isNotEmptyFile();
    Supplier<String> found = () -> custode.get("/api/v1/search?text=" + word).body();
    Awaitility.await().until(found::get, hits -> hits.contains(contact));
    var places = new Leftovers(custode, dir);
    assertThat(places.of(word))
        .as("it would be found")
        .contains("rows/core.rows")
        .anyMatch(place -> place.contains("/index/"));
    assertThat(custode.get(tenant + "/enrolment-tokens").body()).contains(who);

    var erased = run(custode.admin(), "person-erase", Map.of("person", contact, "confirm", quinta));
    assertThat(erased.json().path("mentions")).as(erased.body()).isEmpty();
    custode.shell("msp:person-erase " + user + " --confirm " + who).ok();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(() -> assertThat(places.of(word)).isEmpty());
    assertThat(exports.resolve("user" + desk + ".zip")).doesNotExist();
    assertThat(exports.resolve("contact" + desk + ".zip")).doesNotExist();
    assertThat(found.get()).doesNotContain(contact);
    assertThat(custode.get(tenant + "/enrolment-tokens").body()).contains(user);
    assertThat(custode.shell("msp:audit-verify --json").json().path("intact").asBoolean()).isTrue();
    done(run(custode.admin(), "custom-field-remove", Map.of("kind", "CONTACT", "key", desk)));
  }

  private static String made(Response response) {
    assertThat(response.status()).as(response.body()).isEqualTo(201);
    return response.json().path("id").asText();
  }

  private static void done(Response response) {
    assertThat(response.status()).as(response.body()).isEqualTo(200);
  }

  private static int ssh(Custode custode, String user, Path key) throws Exception {
    return ran(
        "ssh",
        "-F",
        "none",
        "-i",
        key.toString(),
        "-p",
        String.valueOf(URI.create(custode.url()).getPort() + 3),
        "-o",
        "BatchMode=yes",
        "-o",
        "IdentitiesOnly=yes",
        "-o",
        "IdentityAgent=none",
        "-o",
        "StrictHostKeyChecking=no",
        "-o",
        "UserKnownHostsFile=/dev/null",
        user + "@localhost",
        "msp:site-list");
  }

  private static int ran(String... command) throws Exception {
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }
}
