// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.release;

import io.custode.agent.protocol.AgentUpgrade;
import io.custode.agent.protocol.Codec;
import io.custode.agent.protocol.ReleaseDescriptor;
import io.custode.agent.protocol.RuntimeVersion;
import io.custode.api.action.Action;
import io.custode.api.action.Actions;
import io.custode.api.action.NewAction;
import io.custode.api.agent.Agent;
import io.custode.api.agent.AgentUpgrades;
import io.custode.api.agent.Agents;
import io.custode.api.asset.Asset;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.Assets;
import io.custode.api.asset.Inventory;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.json.Json;
import io.custode.api.tenant.TenantContext;
import io.custode.gateway.internal.authority.CertificateAuthority;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Chooses the release for a machine, signs what it is, and queues the action. */
@Component(service = {AgentUpgrades.class, AgentUpgrader.class})
public final class AgentUpgrader implements AgentUpgrades {
  /** A machine that was off over the weekend gets it; a rollout waits for a day longer. */
  private static final Duration LIFE = Duration.ofDays(6);

  private final JpaAgentReleases releases;
  private final CertificateAuthority authority;
  private final Agents agents;
  private final Assets assets;
  private final Actions actions;
  private final TenantContext tenants;

  @Activate
  public AgentUpgrader(
      @Reference JpaAgentReleases releases,
      @Reference CertificateAuthority authority,
      @Reference Agents agents,
      @Reference Assets assets,
      @Reference Actions actions,
      @Reference TenantContext tenants) {
    this.releases = releases;
    this.authority = authority;
    this.agents = agents;
    this.assets = assets;
    this.actions = actions;
    this.tenants = tenants;
  }

  @Override
  public Action request(AssetId asset, @Nullable String version) {
    return request(asset, version, null);
  }

  /**
   * @param cause noted in the action's input
   */
  Action request(AssetId id, @Nullable String version, @Nullable String cause) {
    if (version != null && RuntimeVersion.parse(version).isEmpty()) {
      throw Invalid.field("version", "must be like 0.3.0");
    }
    var asset = assets.get(id).orElseThrow(() -> new NotFound("asset", id));
    return tenants.in(asset.tenant(), () -> queue(asset, version, cause));
  }

  private Action queue(Asset asset, @Nullable String version, @Nullable String cause) {
    var agent = agent(asset);
    var now = Instant.now();
    var wanted = release(asset, version, now.plus(LIFE));
    var has = Objects.requireNonNullElse(agent.version(), "");
    if (!RuntimeVersion.parse(wanted.version()).orElseThrow().laterThan(has)) {
      throw new Conflict(
          "agent-up-to-date",
          "The agent has version "
              + has
              + "; version "
              + wanted.version()
              + " is no later one, and"
              + " nothing was queued.",
          "Name a later version, or add its archive with msp:agent-release-add.");
    }
    var descriptor = Codec.toJson(wanted);
    var signature = authority.sign(descriptor.getBytes(StandardCharsets.UTF_8));
    var input = new Json(Codec.toJson(new AgentUpgrade(descriptor, signature, cause)));
    return actions.request(
        new NewAction(
            asset.id(), AgentUpgrade.VERB, input, null, now.plus(LIFE), AgentUpgrade.VERB, null));
  }

  private Agent agent(Asset asset) {
    var id = asset.agent();
    if (id == null) {
      throw new Conflict(
          "no-agent", "The asset has no agent; nothing was queued.", "Enrol the machine first.");
    }
    return agents.get(id).orElseThrow(() -> new NotFound("agent", id));
  }

  private ReleaseDescriptor release(Asset asset, @Nullable String version, Instant expires) {
    var os =
        assets
            .inventory(asset.id())
            .map(Inventory::os)
            .orElseThrow(
                () ->
                    new Conflict(
                        "no-inventory",
                        "The agent has not told yet what the machine is; nothing was queued.",
                        "Wait until the asset shows its system."));
    return releases
        .fitting(os.family(), os.arch(), version, expires)
        .orElseThrow(
            () ->
                new Conflict(
                    "no-agent-release",
                    "There is no release"
                        + (version == null ? "" : " " + version)
                        + " of the agent for "
                        + os.family()
                        + " on "
                        + os.arch()
                        + "; nothing was queued.",
                    "Add its archive with msp:agent-release-add."));
  }
}
