// SPDX-License-Identifier: Apache-2.0
package io.custode.api.calendar;

import io.custode.api.command.Doc;

/** A calendar to be, of the tenant that is bound, or of the provider if none is. */
public record NewCalendar(
    @Doc("Name, 1 to 200 characters, not used by another calendar of the same owner") String name,
    @Doc("When it is open, closed, and under maintenance") CalendarRules rules) {}
