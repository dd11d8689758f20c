// SPDX-License-Identifier: Apache-2.0
package io.custode.api.calendar;

import io.custode.api.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A calendar.
 *
 * @param tenant whose it is; null for one of the provider, which every tenant may use
 * @param revision counts changes; send it back to change the calendar
 */
public record Calendar(
    CalendarId id, @Nullable TenantId tenant, String name, CalendarRules rules, long revision) {}
