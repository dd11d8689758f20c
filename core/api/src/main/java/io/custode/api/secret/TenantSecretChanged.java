// SPDX-License-Identifier: Apache-2.0
package io.custode.api.secret;

import io.custode.api.event.EventId;
import io.custode.api.event.TenantEvent;
import io.custode.api.tenant.TenantId;
import java.time.Instant;

/** A secret of a tenant was set or removed. */
public record TenantSecretChanged(EventId id, Instant at, TenantId tenant, SecretName name)
    implements TenantEvent {}
