// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.module;

import io.custode.api.agent.AgentId;
import io.custode.api.asset.AssetId;
import io.custode.api.module.EndpointModule;
import io.custode.api.module.EndpointModuleState;
import io.custode.api.plugin.PluginId;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.FleetView;
import io.custode.persistence.InstantMicros;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;

/** Modules on the machines of all tenants that the viewer sees. */
@Entity
@FleetView
@Table(name = "agent_module")
public class AgentModuleView {
  @Id
  @Column(length = 36)
  private String id = "";

  @Column(name = "tenant_id")
  private String tenant = "";

  @Column(name = "agent_id", length = 36)
  private String agent = "";

  @Column(name = "asset_id", length = 36)
  private String asset = "";

  @Column(name = "module_id", length = 60)
  private String module = "";

  @Column(name = "plugin_id", length = 36)
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
  @Column(name = "state", length = 20)
  private EndpointModuleState state = EndpointModuleState.WAITING;

  @Column(name = "crashes")
  private int crashes;

  @Column(name = "reason", length = 500)
  private @Nullable String reason;

  @Column(name = "reported_at")
  @Convert(converter = InstantMicros.class)
  private @Nullable Instant reportedAt;

  protected AgentModuleView() {}

  String key() {
    return id;
  }

  EndpointModule toModule() {
    return new EndpointModule(
        TenantId.of(tenant),
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
