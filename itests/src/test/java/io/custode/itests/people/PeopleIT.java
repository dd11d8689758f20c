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
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
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
    var confirmed = totp(secret.path("secret").asText(), 0);
    assertThat(run(joe, "second-factor-confirm", Map.of("code", confirmed)).json().path("codes"))
        .hasSize(10);
    var half = signIn(custode, Map.of("user", name, "password", PASSWORD));
    assertThat(half.status()).isEqualTo(401);
    assertThat(half.json().path("type").asText()).endsWith(":second-factor-needed");
    assertThat(half.headers().firstValue("set-cookie")).isEmpty();
    var next = totp(secret.path("secret").asText(), 1);
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

    custode.shell("msp:user-disable " + name);
    Awaitility.await()
        .atMost(Duration.ofSeconds(1))
        .until(() -> joe.get(TENANTS).status() == 401 && program.get(TENANTS).status() == 401);
    custode.shell("msp:user-remove " + name);
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

  /** RFC 6238, for the step that is so many ahead. */
  private static String totp(String base32, int ahead) throws Exception {
    var key = ByteBuffer.allocate(20);
    long bits = 0;
    int held = 0;
    for (char c : base32.toCharArray()) {
      bits = bits << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c);
      held += 5;
      if (held >= 8) {
        held -= 8;
        key.put((byte) (bits >> held));
      }
    }
    var mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(key.array(), "HmacSHA1"));
    var step = Instant.now().getEpochSecond() / 30 + ahead;
    var hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
    int number = ByteBuffer.wrap(hash).getInt(hash[19] & 0xf) & 0x7fffffff;
    return String.format("%06d", number % 1_000_000);
  }
}
