// SPDX-License-Identifier: Apache-2.0
/** Calendars: their rows, their arithmetic, public holidays. */
@NullMarked
package io.custode.platform.internal.calendar;

import org.jspecify.annotations.NullMarked;
