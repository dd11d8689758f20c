// SPDX-License-Identifier: Apache-2.0
package io.custode.api.module;

import io.custode.api.agent.AgentId;
import io.custode.api.asset.AssetId;
import io.custode.api.plugin.PluginId;
import io.custode.api.tenant.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A module on a machine.
 *
 * @param module its id, as {@link OfferedModule#id}
 * @param wanted version that the machine is to have, or null for none
 * @param has version that runs there, or null for none, or if its agent does not tell
 * @param state of the wanted version
 * @param crashes of it within a day
 * @param reason why it does not run, or why it crashed last; null if it never did
 * @param reportedAt when the agent told so last; null if it never did
 */
public record EndpointModule(
    TenantId tenant,
    AssetId asset,
    AgentId agent,
    PluginId plugin,
    String module,
    @Nullable String wanted,
    @Nullable String has,
    EndpointModuleState state,
    int crashes,
    @Nullable String reason,
    @Nullable Instant reportedAt) {}
