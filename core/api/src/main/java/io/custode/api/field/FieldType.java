// SPDX-License-Identifier: Apache-2.0
package io.custode.api.field;

/** How values of a field look. */
public enum FieldType {
  /** 1 to 300 characters. */
  TEXT,
  /** A decimal number, {@code 12.5}; no exponent. */
  NUMBER,
  /** A day, {@code 2026-01-31}. */
  DATE,
  /** One of the choices. */
  CHOICE,
  /** {@code true} or {@code false}. */
  YES_NO
}
