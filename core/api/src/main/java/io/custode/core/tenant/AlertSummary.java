// SPDX-License-Identifier: Apache-2.0
package io.custode.core.tenant;

import io.custode.api.tenant.TenantId;

/**
 * How many alerts of a tenant wait for somebody now: those that are neither resolved nor
 * suppressed.
 */
public record AlertSummary(TenantId tenant, long critical, long warning, long info) {}
