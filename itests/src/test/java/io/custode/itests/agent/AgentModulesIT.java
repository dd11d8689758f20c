// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.custode.itests.journey.Journey;
import io.custode.testing.Custode;
import io.custode.testing.CustodeTest;
import io.custode.testing.TestAgent;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A plugin's module comes to a real agent, changes, is held back and goes, while the agent runs.
 */
@Order(4)
@CustodeTest
@ResourceLock(Journey.PLUGINS)
class AgentModulesIT {
  private static long pid(TestAgent agent) {
    return agent.process().pid();
  }

  @Test
  void aModuleComesChangesIsHeldBackAndGoesWhileTheAgentRuns(Custode custode) throws Exception {
    var journey = Journey.of(custode, "Modules");
    var agent = journey.enrol("modules");
    var echoes = Echoes.on(journey);
    long process = pid(agent);
    try {
      Echoes.install(custode, "1.0.0", false);
      echoes.awaitRuns("1.0.0");
      echoes.answers("1.0.0");
      Echoes.install(custode, "1.1.0", false);
      echoes.awaitRuns("1.1.0");
      echoes.answers("1.1.0");

      // one that does not start: after three times it is held back, and the one before goes on
      Echoes.install(custode, "1.2.0", true);
      var held = echoes.awaitHeld();
      assertThat(held.path("wanted").asText()).isEqualTo("1.2.0");
      assertThat(held.path("has").asText()).isEqualTo("1.1.0");
      assertThat(held.path("crashes").asInt()).isEqualTo(3);
      echoes.answers("1.1.0");
      echoes.awaitAlerts(1);
      assertThat(echoes.alerts().get(0).path("asset").asText()).isEqualTo(echoes.asset());
      assertThat(custode.shell("msp:module-list --state HELD --json").json().toString())
          .contains(echoes.asset());

      // somebody has it tried again: the same once more
      custode
          .shell("msp:module-release " + echoes.asset() + " echoes --tenant " + journey.tenant())
          .ok();
      echoes.awaitAlerts(0);
      echoes.awaitAlerts(1);

      // another version ends that
      Echoes.install(custode, "1.3.0", false);
      echoes.awaitRuns("1.3.0");
      echoes.awaitAlerts(0);
      echoes.answers("1.3.0");

      // a thread that ends is a crash too
      for (int crash = 1; crash <= 3; crash++) {
        int crashes = crash;
        echoes.say("crash");
        echoes.awaitModule(
            m ->
                m.path("crashes").asInt() == crashes && !m.path("state").asText().equals("FAILED"));
      }
      assertThat(echoes.module().path("state").asText()).isEqualTo("HELD");
      assertThat(echoes.module().path("reason").asText()).contains("crashed on purpose");
      echoes.awaitAlerts(1);
    } finally {
      custode.shell("msp:plugin-uninstall echoes");
    }
    echoes.awaitModule(JsonNode::isMissingNode);
    echoes.awaitAlerts(0);
    assertThat(echoes.say("hello").path("state").asText()).isEqualTo("FAILED");
    assertThat(agent.home().resolve("modules/echoes").toFile().list()).containsExactly("ended");
    assertThat(agent.process().isAlive()).isTrue();
    assertThat(pid(agent)).isEqualTo(process);
  }
}
