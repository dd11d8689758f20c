// SPDX-License-Identifier: Apache-2.0
package io.custode.api.calendar;

import io.custode.api.command.Doc;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * A time, every week or once a month, when machines may be touched.
 *
 * @param week null: every week; 1 to 4: only the month's first to fourth such day; -1: its last
 * @param length elapsed time, a minute to three days; on a day when clocks change, local time moves
 *     and this does not
 */
public record MaintenanceWindow(
    @Doc("What it is for") String name,
    DayOfWeek day,
    @Doc("1 to 4: the month's first to fourth such day only; -1: its last") @Nullable Integer week,
    @Doc("Local time at which it begins") LocalTime from,
    @Doc("How long it lasts, PT4H") Duration length) {}
