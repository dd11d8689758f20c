// SPDX-License-Identifier: Apache-2.0
package io.custode.api.agreement;

import io.custode.api.event.EventId;
import io.custode.api.event.TenantEvent;
import io.custode.api.tenant.TenantId;
import java.time.Instant;

/** An agreement came to be or was changed. */
public record AgreementChanged(EventId id, TenantId tenant, AgreementId agreement, Instant at)
    implements TenantEvent {}
