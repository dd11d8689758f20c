// SPDX-License-Identifier: Apache-2.0
package io.custode.api.group;

import io.custode.api.event.EventId;
import io.custode.api.event.TenantEvent;
import io.custode.api.tenant.TenantId;
import java.time.Instant;

/** A group of a tenant came to be, changed, or went. That the assets changed is not told. */
public record GroupChanged(EventId id, TenantId tenant, GroupId group, GroupFate fate, Instant at)
    implements TenantEvent {}
