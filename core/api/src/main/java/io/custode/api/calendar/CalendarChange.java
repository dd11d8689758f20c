// SPDX-License-Identifier: Apache-2.0
package io.custode.api.calendar;

import io.custode.api.command.Doc;
import org.jspecify.annotations.Nullable;

/**
 * A change of a calendar; what is null stays. The rules are replaced as a whole.
 *
 * @param revision of the calendar as the caller read it
 */
public record CalendarChange(
    @Doc("Its new name") @Nullable String name,
    @Doc("Its new rules, all of them") @Nullable CalendarRules rules,
    @Doc("Revision that was read") long revision) {}
