// SPDX-License-Identifier: Apache-2.0
package io.custode.api.alert;

import io.custode.api.event.EventId;
import io.custode.api.event.TenantEvent;
import io.custode.api.tenant.TenantId;
import java.time.Instant;

/**
 * It was said that something is expected, or that it is not any more.
 *
 * @param ended whether it was ended by somebody
 */
public record SuppressionChanged(
    EventId id, TenantId tenant, SuppressionId suppression, boolean ended, Instant at)
    implements TenantEvent {}
