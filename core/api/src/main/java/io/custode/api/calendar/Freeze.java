// SPDX-License-Identifier: Apache-2.0
package io.custode.api.calendar;

import io.custode.api.command.Doc;
import java.time.LocalDate;

/**
 * Days on which nothing may be changed: no maintenance window is open on them.
 *
 * @param from first day, from its start
 * @param to last day, to its end
 */
public record Freeze(
    @Doc("Why") String name, @Doc("First day") LocalDate from, @Doc("Last day") LocalDate to) {}
