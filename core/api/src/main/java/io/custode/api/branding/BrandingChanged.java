// SPDX-License-Identifier: Apache-2.0
package io.custode.api.branding;

import io.custode.api.event.EventId;
import io.custode.api.event.TenantEvent;
import io.custode.api.tenant.TenantId;
import java.time.Instant;

/** A tenant looks otherwise from now on. */
public record BrandingChanged(EventId id, TenantId tenant, Instant at) implements TenantEvent {}
