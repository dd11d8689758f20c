// SPDX-License-Identifier: Apache-2.0
package io.custode.api.group;

/** What became of a group. */
public enum GroupFate {
  CREATED,
  CHANGED,
  /** Assets were put on its list, or taken off it. */
  MEMBERS_CHANGED,
  REMOVED
}
