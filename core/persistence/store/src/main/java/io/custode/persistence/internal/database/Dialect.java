// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.database;

import java.util.Locale;

/** The two engines, and the few words that differ. */
public enum Dialect {
  DERBY("Derby", "clob"),
  POSTGRESQL("PostgreSQL", "text");

  private final String product;
  private final String text;

  Dialect(String product, String text) {
    this.product = product;
    this.text = text;
  }

  /**
   * @return as EclipseLink names it
   */
  public String product() {
    return product;
  }

  /**
   * @return the type of a long text column
   */
  public String text() {
    return text;
  }

  /**
   * @return an unquoted name as the engine's catalog holds it
   */
  public String stored(String name) {
    return this == DERBY ? name.toUpperCase(Locale.ROOT) : name;
  }
}
