// SPDX-License-Identifier: Apache-2.0
package io.custode.api.alert;

/** How far an alert is. */
public enum AlertState {
  /** Nobody took it up. */
  OPEN,
  /** Somebody did, and said so. */
  ACKNOWLEDGED,
  /** It is over. */
  RESOLVED
}
