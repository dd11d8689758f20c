// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.hot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.custode.itests.journey.Journey;
import io.custode.testing.Custode;
import io.custode.testing.CustodeTest;
import io.custode.testing.Response;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** One plugin offers a service of an interface that it brings, another one needs it. */
@CustodeTest
@ResourceLock(Journey.PLUGINS)
class NeighboursIT {
  private static final String WORDS = "/api/v1/plugins/acmeask/words";

  private static Map<String, Object> request(Path jar, String... approve) {
    return Map.of("source", "file:" + jar, "approve", List.of(approve));
  }

  private static JsonNode plan(Custode custode, Map<String, Object> request) {
    var plan = custode.post("/api/v1/plugins/plan", request);
    assertThat(plan.status()).as(plan.body()).isEqualTo(200);
    return plan.json();
  }

  private static Response install(Custode custode, Map<String, Object> request) {
    return custode.post("/api/v1/plugins", request);
  }

  private static void says(Custode custode, String words) {
    var answer = custode.get(WORDS);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().path("words").asText()).isEqualTo(words);
  }

  /** What the plan names, and of the API what goes with its last user. */
  private static void movesAsPlanned(BundleWatch watch, JsonNode plan) {
    var moved = watch.moved();
    moved.remove("refresh acme-api");
    assertThat(moved).isEqualTo(BundleWatch.of(plan));
  }

  @Test
  void anUpdateTouchesTheOtherOnlyIfItsApiChangesAndThatIsAgreedTo(Custode custode)
      throws Exception {
    custode.install(AcmeJars.offer("1.0.0", "1.0.0", "[1.0,1.1)"));
    custode.install(AcmeJars.ask("1.0.0", "[1.0,2)"));
    var rebuilt = AcmeJars.offer("1.1.0", "1.0.0", "[1.0,1.1)");
    var grown = AcmeJars.offer("1.2.0", "1.1.0", "[1.1,1.2)");
    var broken = AcmeJars.offer("2.0.0", "2.0.0", "[2.0,2.1)");
    List.of(rebuilt, grown, broken).forEach(custode::sign);
    try (var watch = BundleWatch.of(custode)) {
      try (var readers = new Readers(custode.admin(), 3, WORDS)) {
        // the same API: nobody else is touched
        var plan = plan(custode, request(rebuilt));
        assertThat(plan.path("refused")).isEmpty();
        assertThat(install(custode, request(rebuilt)).status()).isEqualTo(200);
        assertThat(watch.moved())
            .isEqualTo(BundleWatch.of(plan))
            .allMatch(line -> line.endsWith(" custode-plugin-acmeoffer"));
        says(custode, "hello");

        // more of it: who uses its service is named, and nothing happens before somebody agrees
        refused(custode, grown, watch, "the plugin acmeask would be restarted");
        var agreed = plan(custode, request(grown, "acmeask"));
        assertThat(install(custode, request(grown, "acmeask")).status()).isEqualTo(200);
        movesAsPlanned(watch, agreed);
        assertThat(BundleWatch.of(agreed)).contains("start custode-plugin-acmeask");
        says(custode, "hello");

        // one that breaks: who is left behind is named
        refused(custode, broken, watch, "the plugin acmeask does not accept acme-api 2.0.0");
        says(custode, "hello");
        assertThat(readers.failed).isEmpty();
      }
      var agreed = plan(custode, request(broken, "acmeask"));
      assertThat(install(custode, request(broken, "acmeask")).status()).isEqualTo(200);
      movesAsPlanned(watch, agreed);
      assertThat(custode.get(WORDS).status()).isNotEqualTo(200);
      custode.install(AcmeJars.ask("2.0.0", "[2.0,3)"));
      says(custode, "hello");

      // who is needed does not go
      var needed = custode.delete("/api/v1/plugins/acmeoffer");
      assertThat(needed.status()).isEqualTo(409);
      assertThat(needed.body()).contains("acmeask");
    } finally {
      custode.uninstall("acmeask");
      custode.uninstall("acmeoffer");
    }
  }

  private static void refused(Custode custode, Path jar, BundleWatch watch, String why) {
    assertThat(plan(custode, request(jar)).path("refused").toString()).contains(why);
    var answer = install(custode, request(jar));
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body()).contains(why);
    assertThat(watch.moved()).isEqualTo(Set.of());
  }
}
