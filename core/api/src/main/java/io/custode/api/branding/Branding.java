// SPDX-License-Identifier: Apache-2.0
package io.custode.api.branding;

import io.custode.api.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * How a tenant's people see the portal.
 *
 * @param name what is shown as its name: the tenant's own, if no other was set
 * @param accent {@code #rrggbb}, as somebody likes it: whoever writes in it makes it readable on
 *     his ground; null: the portal's own
 * @param logo a PNG in Base64, at most 64 KiB and 1,024 pixels a side; null: none
 * @param revision counts changes; send it back to change it; 0 as long as nothing was set
 */
public record Branding(
    TenantId tenant, String name, @Nullable String accent, @Nullable String logo, long revision) {}
