// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.module;

import io.custode.agent.protocol.ModuleState;
import io.custode.api.agent.AgentId;
import io.custode.api.asset.AssetId;
import io.custode.api.id.Uuid7;
import io.custode.api.module.EndpointModule;
import io.custode.api.module.EndpointModuleState;
import io.custode.api.plugin.PluginId;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.InstantMicros;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** A module on a machine of the bound tenant: what it is to have, and what its agent told. */
@Entity
@Table(name = "agent_module")
public class AgentModuleEntity {
  @Id
  @Column(length = 36)
  private String id = "";

  @Version private long revision;

  @Column(name = "agent_id", length = 36, nullable = false)
  private String agent = "";

  @Column(name = "asset_id", length = 36, nullable = false)
  private String asset = "";

  @Column(name = "module_id", length = 60, nullable = false)
  private String module = "";

  @Column(name = "plugin_id", length = 36, nullable = false)
  private String plugin = "";

  /** The release that it is to have. */
  @Column(name = "wanted_id", length = 36)
  private @Nullable String wanted;

  @Column(name = "wanted_version", length = 100)
  private @Nullable String wantedVersion;

  /** What runs. */
  @Column(name = "has_version", length = 100)
  private @Nullable String hasVersion;

  @Column(name = "has_sha256", length = 64)
  private @Nullable String hasSha256;

  @Enumerated(EnumType.STRING)
  @Column(name = "state", length = 20, nullable = false)
  private EndpointModuleState state = EndpointModuleState.WAITING;

  @Column(name = "crashes", nullable = false)
  private int crashes;

  @Column(name = "reason", length = 500)
  private @Nullable String reason;

  @Column(name = "reported_at")
  @Convert(converter = InstantMicros.class)
  private @Nullable Instant reportedAt;

  /** The jar that failed or is held back. */
  @Column(name = "trouble_sha256", length = 64)
  private @Nullable String troubleSha256;

  @Column(name = "trouble_version", length = 100)
  private @Nullable String troubleVersion;

  /** How often that one was held back; 0 for never. */
  @Column(name = "hold", nullable = false)
  private int hold;

  /** That hold was released; 0 for none. */
  @Column(name = "released_hold", nullable = false)
  private int releasedHold;

  @Column(name = "offered_at", nullable = false)
  @Convert(converter = InstantMicros.class)
  private Instant offeredAt = Instant.EPOCH;

  protected AgentModuleEntity() {}

  AgentModuleEntity(AgentId agent, AssetId asset, String module, PluginId plugin) {
    this.id = Uuid7.next();
    this.agent = agent.value();
    this.asset = asset.value();
    this.module = module;
    this.plugin = plugin.value();
  }

  String key() {
    return id;
  }

  String module() {
    return module;
  }

  String agent() {
    return agent;
  }

  AssetId asset() {
    return AssetId.of(asset);
  }

  void speaksFor(AssetId next) {
    if (!asset.equals(next.value())) {
      asset = next.value();
    }
  }

  @Nullable String wanted() {
    return wanted;
  }

  void want(Offered.@Nullable Release release) {
    var next = release == null ? null : release.id();
    if (!Objects.equals(wanted, next)) {
      wanted = next;
      wantedVersion = release == null ? null : release.version();
      offeredAt = Instant.EPOCH;
      if (!held()) {
        state =
            release != null && release.sha256().equals(hasSha256)
                ? EndpointModuleState.RUNNING
                : EndpointModuleState.WAITING;
        crashes = 0;
        reason = null;
      }
    }
  }

  /** What its agent says of it, of each version that it knows. */
  void told(List<ModuleState> said, Offered.@Nullable Release release, Instant at) {
    var runs = of(said, ModuleState.Kind.RUNNING);
    var trouble = of(said, ModuleState.Kind.HELD).or(() -> of(said, ModuleState.Kind.FAILED));
    hasVersion = runs.map(ModuleState::version).orElse(null);
    hasSha256 = runs.map(ModuleState::sha256).orElse(null);
    troubleSha256 = trouble.map(ModuleState::sha256).orElse(null);
    troubleVersion = trouble.map(ModuleState::version).orElse(null);
    hold = trouble.map(ModuleState::hold).orElse(0);
    reportedAt = at;
    var shown = trouble.or(() -> runs);
    crashes = shown.map(ModuleState::crashes).orElse(0);
    reason = shown.map(ModuleState::reason).orElse(null);
    state = state(runs, trouble, release);
  }

  private static EndpointModuleState state(
      Optional<ModuleState> runs,
      Optional<ModuleState> trouble,
      Offered.@Nullable Release release) {
    if (trouble.isPresent()) {
      return trouble.get().kind() == ModuleState.Kind.HELD
          ? EndpointModuleState.HELD
          : EndpointModuleState.FAILED;
    }
    boolean isThere =
        runs.isPresent() && (release == null || runs.get().sha256().equals(release.sha256()));
    return isThere ? EndpointModuleState.RUNNING : EndpointModuleState.WAITING;
  }

  private static Optional<ModuleState> of(List<ModuleState> said, ModuleState.Kind kind) {
    return said.stream().filter(s -> s.kind() == kind).findFirst();
  }

  boolean isThere() {
    return hasSha256 != null || troubleSha256 != null;
  }

  @Nullable String hasSha256() {
    return hasSha256;
  }

  boolean runs(Offered.Release release) {
    return release.sha256().equals(hasSha256) && state == EndpointModuleState.RUNNING;
  }

  boolean held() {
    return state == EndpointModuleState.HELD;
  }

  boolean isHeld(Offered.@Nullable Release release) {
    return held() && release != null && release.sha256().equals(troubleSha256);
  }

  /** Version of what is held back. */
  String heldVersion() {
    return Objects.requireNonNullElse(troubleVersion, "");
  }

  @Nullable String troubleSha256() {
    return troubleSha256;
  }

  int hold() {
    return hold;
  }

  /** It may be tried again: what it is to have is offered at once. */
  void release() {
    releasedHold = hold;
    offeredAt = Instant.EPOCH;
  }

  boolean released() {
    return held() && releasedHold == hold;
  }

  @Nullable String reason() {
    return reason;
  }

  boolean failed() {
    return state == EndpointModuleState.FAILED;
  }

  /** Whether its agent ever told. */
  boolean told() {
    return reportedAt != null;
  }

  Instant offeredAt() {
    return offeredAt;
  }

  void offered(Instant at) {
    offeredAt = at;
  }

  EndpointModule toModule(TenantId tenant) {
    return new EndpointModule(
        tenant,
        AssetId.of(asset),
        AgentId.of(agent),
        PluginId.of(plugin),
        module,
        wantedVersion,
        hasVersion,
        state,
        crashes,
        reason,
        reportedAt);
  }
}
