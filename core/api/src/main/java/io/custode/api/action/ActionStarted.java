// SPDX-License-Identifier: Apache-2.0
package io.custode.api.action;

import io.custode.api.asset.AssetId;
import io.custode.api.event.EventId;
import io.custode.api.event.TenantEvent;
import io.custode.api.tenant.TenantId;
import java.time.Instant;

/** An agent wrote down that it starts an action. */
public record ActionStarted(EventId id, TenantId tenant, ActionId action, AssetId asset, Instant at)
    implements TenantEvent {}
