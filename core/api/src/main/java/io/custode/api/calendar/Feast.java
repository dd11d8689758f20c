// SPDX-License-Identifier: Apache-2.0
package io.custode.api.calendar;

import io.custode.api.command.Doc;
import java.time.MonthDay;

/** A day off of every year; 29 February only in leap years. */
public record Feast(@Doc("--12-07") MonthDay date, @Doc("Sant'Ambrogio") String name) {}
