// SPDX-License-Identifier: Apache-2.0
package io.custode.api.imports;

/** What the rows of a file are. */
public enum ImportKind {
  /** Columns {@code key}, {@code name}. */
  TENANTS,
  /** Columns {@code key}, {@code name}. */
  SITES,
  /** Columns {@code key}, {@code name}, {@code email}, {@code phone}, {@code site}. */
  CONTACTS,
  /**
   * Columns {@code key}, {@code name}, {@code kind}, {@code state}, {@code site}, {@code serial},
   * {@code mac}.
   */
  ASSETS
}
