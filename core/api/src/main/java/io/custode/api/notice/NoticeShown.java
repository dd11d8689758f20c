// SPDX-License-Identifier: Apache-2.0
package io.custode.api.notice;

import io.custode.api.alert.Severity;
import io.custode.api.event.EventId;
import io.custode.api.event.TenantEvent;
import io.custode.api.tenant.TenantId;
import java.time.Instant;

/** The console shows this to those who see the tenant. */
public record NoticeShown(
    EventId id, TenantId tenant, Instant at, Severity severity, String subject)
    implements TenantEvent {}
