// SPDX-License-Identifier: Apache-2.0
package io.custode.api.compliance;

import io.custode.api.tenant.TenantId;

/**
 * How many assets of a tenant stand how to an item.
 *
 * @param compliant number of assets, as are the next three
 */
public record ComplianceSummary(
    TenantId tenant, String item, long compliant, long violated, long unknown, long exempt) {}
