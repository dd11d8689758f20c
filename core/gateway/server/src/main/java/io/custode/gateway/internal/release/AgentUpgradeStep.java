// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.release;

import io.custode.agent.protocol.AgentUpgrade;
import io.custode.agent.protocol.Codec;
import io.custode.agent.protocol.MalformedMessage;
import io.custode.api.action.Action;
import io.custode.api.action.ActionQuery;
import io.custode.api.action.ActionState;
import io.custode.api.action.Actions;
import io.custode.api.asset.AssetId;
import io.custode.api.error.Conflict;
import io.custode.api.json.Json;
import io.custode.api.page.PageRequest;
import io.custode.api.rollout.RolloutId;
import io.custode.spi.rollout.RolloutStep;
import io.custode.spi.rollout.StepOutcome;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The rollout step {@code core.agent-upgrade}, with the target {@code {"version": "0.3.0"}}. That
 * it began is known by the action itself, whose input names the rollout.
 */
@Component
public final class AgentUpgradeStep implements RolloutStep {
  private static final int LATEST = 50;

  /** An asset without an agent, and one whose agent has it, are where the rollout wants them. */
  private static final Set<String> NOTHING_TO_DO = Set.of("no-agent", "agent-up-to-date");

  private final AgentUpgrader upgrader;
  private final Actions actions;

  /** What the rollout names. */
  record Target(String version) {}

  @Activate
  public AgentUpgradeStep(@Reference AgentUpgrader upgrader, @Reference Actions actions) {
    this.upgrader = upgrader;
    this.actions = actions;
  }

  @Override
  public String id() {
    return "core.agent-upgrade";
  }

  @Override
  public String description() {
    return "Upgrades the agent's own program; the target names the release, {\"version\": \"0.3.0\"}.";
  }

  @Override
  public StepOutcome advance(RolloutId rollout, AssetId asset, Json target) {
    var cause = "rollout/" + rollout;
    var begun = begun(asset, cause);
    return begun.isPresent() ? outcome(begun.get()) : begin(asset, target, cause);
  }

  private Optional<Action> begun(AssetId asset, String cause) {
    var query = new ActionQuery(asset, null, AgentUpgrade.VERB);
    return actions.find(query, new PageRequest(LATEST, null)).items().stream()
        .filter(action -> cause.equals(cause(action)))
        .findFirst();
  }

  private static @Nullable String cause(Action action) {
    try {
      return Codec.fromJson(action.input().text(), AgentUpgrade.class).cause();
    } catch (MalformedMessage e) {
      return null; // somebody asked for the verb by hand
    }
  }

  private StepOutcome begin(AssetId asset, Json target, String cause) {
    String version;
    try {
      version = Codec.fromJson(target.text(), Target.class).version();
    } catch (MalformedMessage e) {
      return StepOutcome.failed("The target must be {\"version\": \"0.3.0\"}.");
    }
    try {
      upgrader.request(asset, version, cause);
      return StepOutcome.GOES_ON;
    } catch (Conflict e) {
      return NOTHING_TO_DO.contains(e.name())
          ? StepOutcome.SUCCEEDED
          : StepOutcome.failed(e.what());
    }
  }

  private static StepOutcome outcome(Action action) {
    if (!action.state().isFinal()) {
      return StepOutcome.GOES_ON;
    }
    if (action.state() == ActionState.SUCCEEDED) {
      return StepOutcome.SUCCEEDED;
    }
    var why = Objects.requireNonNullElse(action.reason(), action.state().toString());
    return StepOutcome.failed(why.length() > 500 ? why.substring(0, 500) : why);
  }
}
