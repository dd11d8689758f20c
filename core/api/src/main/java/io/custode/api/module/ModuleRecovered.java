// SPDX-License-Identifier: Apache-2.0
package io.custode.api.module;

import io.custode.api.asset.AssetId;
import io.custode.api.event.EventId;
import io.custode.api.event.TenantEvent;
import io.custode.api.tenant.TenantId;
import java.time.Instant;

/** A module that was held back on a machine is not any more: it runs, was replaced or is gone. */
public record ModuleRecovered(
    EventId id, TenantId tenant, AssetId asset, String module, String version, Instant at)
    implements TenantEvent {}
