// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.custode.testing.Custode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A home that version 0.1.0 was used on and left in order: {@code homes/0.1.0.tar.gz}. Its keys and
 * passwords are known to all, and good for nothing else.
 */
class UpgradeIT {
  private static final Path KEPT = Path.of("src/test/resources/homes/0.1.0.tar.gz");
  private static final String PASSWORD = "773LcDR23CT5NQnTXhRT";

  private static Path home() throws IOException, InterruptedException {
    var parent = Path.of("target/custode-homes").toAbsolutePath();
    Files.createDirectories(parent);
    var home = Files.createTempDirectory(parent, "upgrade");
    var unpacking =
        new ProcessBuilder("tar", "-xzf", KEPT.toAbsolutePath().toString(), "-C", home.toString())
            .inheritIO()
            .start();
    assertThat(unpacking.waitFor()).isZero();
    return home;
  }

  private static List<String> names(Custode custode, String path) {
    var names = new ArrayList<String>();
    for (JsonNode item : custode.get(path).json().path("items")) {
      names.add(item.path("name").asText());
    }
    return names;
  }

  @Test
  void whatVersion010LeftIsAllThere() throws Exception {
    var home = home();
    assertThat(Custode.at(home).command(List.of("preflight")).ok().out())
        .contains("Nothing stands in the way", "last used by 0.1.0");
    try (var custode = Custode.upgraded(home, PASSWORD)) {
      assertThat(names(custode, "/api/v1/tenants")).contains("Acme", "Beta");
      assertThat(names(custode, "/api/v1/sites")).containsExactlyInAnyOrder("Milan", "Rome");
      assertThat(names(custode, "/api/v1/assets?text=kept"))
          .hasSize(30)
          .contains("kept-1", "kept-30");
      // users, passwords and tokens
      var web = custode.anonymous().signIn("anna", "xdrESY5YahVyNKRY3Nhy");
      assertThat(names(custode, "/api/v1/tenants")).hasSizeGreaterThan(1);
      assertThat(web.get("/api/v1/tenants").json().path("items")).hasSize(1);
      assertThat(custode.shell("msp:api-token-list --json").ok().out()).contains("kept");
      // the plugin, as it was installed
      await().until(() -> custode.get("/api/v1/plugins/hello/greetings").status() == 200);
      // what was written down, taken into the chain
      assertThat(custode.shell("msp:audit-verify").ok().out()).isNotBlank();
      var verbs = custode.get("/api/v1/audit?limit=500").json().path("items").toString();
      assertThat(verbs).contains("core.tenant.create", "core.asset.register");
      // and what is new works on it
      var tenant =
          custode.get("/api/v1/tenants?text=Acme").json().path("items").get(0).path("id").asText();
      assertThat(
              custode
                  .post("/api/v1/tenants/" + tenant + "/sites", Map.of("name", "Turin"))
                  .status())
          .isEqualTo(201);
      await().until(() -> custode.get("/api/v1/search?text=kept-17").body().contains("kept-17"));
      custode.restart();
      assertThat(names(custode, "/api/v1/assets?text=kept")).hasSize(30);
    }
  }
}
