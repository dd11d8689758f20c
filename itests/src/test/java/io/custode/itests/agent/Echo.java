// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.agent;

import io.custode.agent.api.ActionContext;
import io.custode.agent.api.ActionHandler;
import io.custode.agent.api.ActionOutcome;
import java.io.IOException;

/** The component of the endpoint module that a test's plugin brings; it tells its version. */
public final class Echo implements ActionHandler<Echo.Said, Echo.Heard> {
  /** What is said; {@code crash} ends a thread of the module. */
  public record Said(String text) {}

  /** What was heard, and by which version. */
  public record Heard(String text, String version) {}

  /** Does not if the module says so. */
  public Echo() {
    if (Echo.class.getResource("/broken.txt") != null) {
      throw new IllegalStateException("broken on purpose");
    }
  }

  @Override
  public String verb() {
    return "echoes.say";
  }

  @Override
  public Class<Said> input() {
    return Said.class;
  }

  @Override
  public ActionOutcome<Heard> run(Said said, ActionContext context) throws IOException {
    if (said.text().equals("crash")) {
      new Thread(Echo::crash).start();
    }
    try (var in = Echo.class.getResourceAsStream("/version.txt")) {
      return ActionOutcome.succeeded(new Heard(said.text(), new String(in.readAllBytes())));
    }
  }

  private static void crash() {
    throw new IllegalStateException("crashed on purpose");
  }
}
