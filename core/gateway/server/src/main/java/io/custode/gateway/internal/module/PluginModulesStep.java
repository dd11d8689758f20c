// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.module;

import io.custode.agent.protocol.Codec;
import io.custode.agent.protocol.MalformedMessage;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.Assets;
import io.custode.api.error.Invalid;
import io.custode.api.json.Json;
import io.custode.api.plugin.PluginId;
import io.custode.api.rollout.RolloutId;
import io.custode.gateway.internal.agent.AgentRows;
import io.custode.spi.rollout.RolloutStep;
import io.custode.spi.rollout.StepOutcome;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The rollout step {@code core.plugin-modules}, with the target {@code {"plugin": "acme",
 * "version": "1.1.0"}}. That a machine is to have a module is a row, so that it may be said as
 * often as one likes.
 */
@Component
public final class PluginModulesStep implements RolloutStep {
  private final JpaModules modules;
  private final AgentModules agents;
  private final AgentRows rows;
  private final Assets assets;

  /** What the rollout names. */
  record Target(String plugin, @Nullable String version) {}

  @Activate
  public PluginModulesStep(
      @Reference JpaModules modules,
      @Reference AgentModules agents,
      @Reference AgentRows rows,
      @Reference Assets assets) {
    this.modules = modules;
    this.agents = agents;
    this.rows = rows;
    this.assets = assets;
  }

  @Override
  public String id() {
    return "core.plugin-modules";
  }

  @Override
  public String description() {
    return "Gives machines the modules of an installed plugin; the target names it,"
        + " {\"plugin\": \"acme\"}, and may name the version that its modules must have.";
  }

  @Override
  public StepOutcome advance(RolloutId rollout, AssetId asset, Json target) {
    PluginId plugin;
    Target named;
    try {
      named = Codec.fromJson(target.text(), Target.class);
      plugin = PluginId.of(named.plugin());
    } catch (MalformedMessage | Invalid e) {
      return StepOutcome.failed("The target must be {\"plugin\": \"acme\"}.");
    }
    var offered = modules.offered();
    var wanted = offered.of(plugin);
    if (wanted.isEmpty()) {
      return StepOutcome.failed("No plugin " + plugin + " that brings modules is installed.");
    }
    var version = named.version();
    if (version != null
        && wanted.stream()
            .flatMap(m -> offered.release(m.release()).stream())
            .noneMatch(r -> r.version().equals(version))) {
      return StepOutcome.failed("The plugin " + plugin + " brings no module " + version + ".");
    }
    return peer(asset)
        .map(peer -> outcome(agents.grant(peer, plugin)))
        .orElse(StepOutcome.SUCCEEDED); // no agent, nothing to do
  }

  private Optional<AgentModules.Peer> peer(AssetId id) {
    return assets
        .get(id)
        .flatMap(asset -> Optional.ofNullable(asset.agent()))
        .flatMap(agent -> rows.find(agent.value()))
        .map(
            known ->
                new AgentModules.Peer(
                    known.agent().id(),
                    known.agent().tenant(),
                    id,
                    false,
                    known.trust().believes()));
  }

  private static StepOutcome outcome(List<AgentModules.Standing> standings) {
    for (var each : standings) {
      if (each.held()) {
        var why = "The module " + each.module() + " is held back: " + each.reason();
        return StepOutcome.failed(why.length() > 500 ? why.substring(0, 500) : why);
      }
    }
    return standings.stream().allMatch(AgentModules.Standing::runs)
        ? StepOutcome.SUCCEEDED
        : StepOutcome.GOES_ON;
  }
}
