// SPDX-License-Identifier: Apache-2.0
package io.custode.api.module;

import io.custode.api.asset.AssetId;
import io.custode.api.event.EventId;
import io.custode.api.event.TenantEvent;
import io.custode.api.tenant.TenantId;
import java.time.Instant;

/** Somebody said that a module that is held back on a machine be tried again. */
public record ModuleReleased(
    EventId id, TenantId tenant, AssetId asset, String module, String version, Instant at)
    implements TenantEvent {}
