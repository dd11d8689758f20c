// SPDX-License-Identifier: Apache-2.0
package io.custode.api.notice;

/** How far a notice is. */
public enum NoticeState {
  /** It is to go, now or later. */
  WAITING,
  DELIVERED,
  /** It did not go within a day, or was refused for good: people decide. */
  PARKED
}
