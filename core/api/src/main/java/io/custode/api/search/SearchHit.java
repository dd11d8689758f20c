// SPDX-License-Identifier: Apache-2.0
package io.custode.api.search;

import io.custode.api.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Something found.
 *
 * @param kind what it is, {@code asset}; a plugin's kinds begin with its id, {@code
 *     ticketing.ticket}
 * @param id which of that kind
 * @param title its name
 * @param detail a line that tells it from others, or null
 */
public record SearchHit(
    String kind, String id, TenantId tenant, String title, @Nullable String detail) {}
