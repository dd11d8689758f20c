// SPDX-License-Identifier: Apache-2.0
package io.custode.api.agreement;

/** How urgent something is, most urgent first. */
public enum Priority {
  CRITICAL,
  HIGH,
  NORMAL,
  LOW
}
