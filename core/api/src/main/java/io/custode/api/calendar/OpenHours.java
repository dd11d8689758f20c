// SPDX-License-Identifier: Apache-2.0
package io.custode.api.calendar;

import java.time.DayOfWeek;
import java.time.LocalTime;

/**
 * Hours of one day of the week.
 *
 * @param to after {@code from}, or 00:00 for the end of that day
 */
public record OpenHours(DayOfWeek day, LocalTime from, LocalTime to) {}
