// SPDX-License-Identifier: Apache-2.0
package io.custode.api.tenant;

import java.time.Instant;

/**
 * A customer of the MSP.
 *
 * @param revision counts changes; send it back to change the row
 */
public record Tenant(TenantId id, String name, Instant createdAt, long revision) {}
