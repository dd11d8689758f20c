// SPDX-License-Identifier: Apache-2.0
package io.custode.api.calendar;

/** What became of a calendar. */
public enum CalendarFate {
  CREATED,
  CHANGED,
  REMOVED
}
