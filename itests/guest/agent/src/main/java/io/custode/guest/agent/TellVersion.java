// SPDX-License-Identifier: Apache-2.0
package io.custode.guest.agent;

import io.custode.agent.api.ActionContext;
import io.custode.agent.api.ActionHandler;
import io.custode.agent.api.ActionOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.osgi.service.component.annotations.Component;

/** Tells which version of the module runs on the machine. */
@Component(service = ActionHandler.class)
public final class TellVersion implements ActionHandler<TellVersion.Asked, TellVersion.Told> {
  /** Nothing more is asked. */
  public record Asked() {}

  /** What was told. */
  public record Told(String version) {}

  @Override
  public String verb() {
    return "guest-agent.tell-version";
  }

  @Override
  public Class<Asked> input() {
    return Asked.class;
  }

  @Override
  public ActionOutcome<Told> run(Asked asked, ActionContext context) throws IOException {
    try (var in = Objects.requireNonNull(TellVersion.class.getResourceAsStream("version.txt"))) {
      var version = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
      return ActionOutcome.succeeded(new Told(version));
    }
  }
}
