// SPDX-License-Identifier: Apache-2.0
package io.custode.api.alert;

/** How bad it is, from harmless to urgent. */
public enum Severity {
  INFO,
  WARNING,
  CRITICAL
}
